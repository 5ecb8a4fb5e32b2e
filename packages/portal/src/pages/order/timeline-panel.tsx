import { Skeleton } from '@mantine/core';
import type { OrderResponse } from '@ordermill/contracts';
import { useQuery } from '@tanstack/react-query';
import { isNotFound } from '../../api/errors.js';
import { historyQuery } from '../../api/orders.js';
import { Panel } from '../../components/panel.js';
import { useMode } from '../../live/connection-store.js';
import { pollingInterval } from '../../live/connection.js';
import { Timeline } from './timeline.js';
import classes from './timeline.module.css';

export const TimelinePanel = ({ order }: { readonly order: OrderResponse }) => {
  const mode = useMode();
  const { data, error, isPending } = useQuery({
    ...historyQuery(order.id),
    refetchInterval: ({ state }) => (state.error ? false : pollingInterval(mode, [order.updatedAt], Date.now())),
  });
  return (
    <Panel title="What happened">
      {isPending && <Skeleton height={180} />}
      {error && !data && (
        <p className={classes['empty']}>{isNotFound(error) ? 'The history of this order is not available.' : error.message}</p>
      )}
      {data && <Timeline entries={data.data} />}
    </Panel>
  );
};
