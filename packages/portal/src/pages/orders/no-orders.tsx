import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useSession } from '../../api/session.js';
import { Icon } from '../../components/icons.js';
import { Message } from '../../components/message.js';
import { UnfinishedSamples } from './unfinished-samples.js';
import type { Samples } from './use-place-samples.js';

interface NoOrdersProps {
  readonly isFiltered: boolean;
  readonly samples: Samples;
  readonly onNew: () => void;
}

export const NoOrders = ({ isFiltered, samples, onNew }: NoOrdersProps) => {
  const { mode } = useSession();
  const navigate = useNavigate();
  if (isFiltered)
    return (
      <Message
        icon="search"
        title="No order matches"
        actions={
          <Button variant="default" onClick={() => void navigate('/orders')}>
            Show all orders
          </Button>
        }
      >
        Try another status or other dates.
      </Message>
    );
  return (
    <>
      <UnfinishedSamples samples={samples} />
      <Message
        icon="orders"
        title="No orders yet"
        actions={
          <>
            <Button leftSection={<Icon name="plus" />} onClick={onNew}>
              Place your first order
            </Button>
            {mode === 'static' && (
              <Button variant="default" leftSection={<Icon name="spark" />} loading={samples.isPending} onClick={samples.place}>
                Fill with sample orders
              </Button>
            )}
          </>
        }
      >
        Your orders appear here, and change as they are paid, sent and delivered.
      </Message>
    </>
  );
};
