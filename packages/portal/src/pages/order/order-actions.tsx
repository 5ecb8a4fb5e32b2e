import { Button, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OrderResponse, PaymentResponse } from '@ordermill/contracts';
import { useLocation } from 'react-router';
import { Icon } from '../../components/icons.js';
import { notCancellable } from '../../format/words.js';
import { CancelDialog } from './cancel-dialog.js';
import { PayDialog } from './pay-dialog.js';

interface OrderActionsProps {
  readonly order: OrderResponse;
  readonly payment: PaymentResponse | undefined;
}

export const OrderActions = ({ order, payment }: OrderActionsProps) => {
  const { state } = useLocation() as { readonly state: { readonly pay?: boolean } | null };
  const awaitsCard = order.paymentMode === 'manual' && order.status === 'created' && (payment?.status ?? 'pending') === 'pending';
  const [isPaying, pay] = useDisclosure(state?.pay === true && awaitsCard);
  const [isCancelling, cancel] = useDisclosure();
  const obstacle = notCancellable(order);
  return (
    <>
      {awaitsCard && (
        <Button leftSection={<Icon name="card" />} onClick={pay.open}>
          Pay by card
        </Button>
      )}
      <Tooltip label={obstacle} disabled={obstacle === null}>
        <Button
          variant="default"
          aria-disabled={obstacle !== null}
          {...(obstacle === null ? {} : { 'data-disabled': true })}
          onClick={() => obstacle === null && cancel.open()}
        >
          Cancel order
        </Button>
      </Tooltip>
      <PayDialog order={order} payment={payment} opened={isPaying} onClose={pay.close} />
      <CancelDialog order={order} opened={isCancelling} onClose={cancel.close} />
    </>
  );
};
