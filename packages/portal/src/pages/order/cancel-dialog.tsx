import { Alert, Button, Group, Stack } from '@mantine/core';
import type { OrderResponse } from '@ordermill/contracts';
import { useCancelOrder } from '../../api/orders.js';
import { Dialog } from '../../components/dialog.js';
import { toast } from '../../components/toasts.js';
import { orderName, orderTitle } from '../../format/words.js';

interface CancelDialogProps {
  readonly order: OrderResponse;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const consequence = ({ status, paymentMode }: OrderResponse): string => {
  if (status === 'created') return paymentMode === 'manual' ? 'You will not be charged.' : 'What was charged will be refunded.';
  return 'What you paid will be refunded, and a voucher that you earned with it is revoked.';
};

const CancelForm = ({ order, onClose }: Omit<CancelDialogProps, 'opened'>) => {
  const { mutate: cancel, isPending, error } = useCancelOrder(order.id);
  const cancelled = (): void => {
    onClose();
    toast(`Order ${orderName(order)} was cancelled.`);
  };
  return (
    <Stack>
      <p>
        <strong>{orderTitle(order)}</strong> will be cancelled for good. {consequence(order)}
      </p>
      {error && (
        <Alert color="red" title="The order was not cancelled" role="alert">
          {error.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep order
        </Button>
        <Button color="red" loading={isPending} onClick={() => cancel(undefined, { onSuccess: cancelled })}>
          Cancel order
        </Button>
      </Group>
    </Stack>
  );
};

export const CancelDialog = ({ order, opened, onClose }: CancelDialogProps) => (
  <Dialog opened={opened} onClose={onClose} title="Cancel this order?">
    <CancelForm order={order} onClose={onClose} />
  </Dialog>
);
