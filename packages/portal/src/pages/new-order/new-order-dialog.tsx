import type { OrderResponse } from '@ordermill/contracts';
import { lazy } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '../../components/dialog.js';
import { toast } from '../../components/toasts.js';
import { orderName } from '../../format/words.js';

const NewOrderForm = lazy(async () => ({ default: (await import('./new-order-form.js')).NewOrderForm }));

interface NewOrderDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const NewOrderDialog = ({ opened, onClose }: NewOrderDialogProps) => {
  const navigate = useNavigate();
  const placed = (order: OrderResponse): void => {
    onClose();
    toast(`Order ${orderName(order)} was placed.`);
    void navigate(`/orders/${order.id}`, { state: { pay: order.paymentMode === 'manual' && order.voucherCode === null } });
  };
  return (
    <Dialog opened={opened} onClose={onClose} title="New order" size="lg">
      <NewOrderForm onPlaced={placed} onCancel={onClose} />
    </Dialog>
  );
};
