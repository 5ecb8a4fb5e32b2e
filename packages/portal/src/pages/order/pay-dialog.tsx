import type { OrderResponse, PaymentResponse } from '@ordermill/contracts';
import { lazy } from 'react';
import { Dialog } from '../../components/dialog.js';
import { toast } from '../../components/toasts.js';
import { orderName } from '../../format/words.js';
import { breakdownOf } from './breakdown.js';

const CardForm = lazy(async () => ({ default: (await import('./card-form.js')).CardForm }));

interface PayDialogProps {
  readonly order: OrderResponse;
  readonly payment: PaymentResponse | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const PayDialog = ({ order, payment, opened, onClose }: PayDialogProps) => {
  const paid = (): void => {
    onClose();
    toast(`Order ${orderName(order)} is paid.`);
  };
  return (
    <Dialog opened={opened} onClose={onClose} title="Pay by card">
      <CardForm orderId={order.id} due={breakdownOf(order, payment).due} currency={order.currency} onPaid={paid} />
    </Dialog>
  );
};
