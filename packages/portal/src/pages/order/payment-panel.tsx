import { Skeleton } from '@mantine/core';
import type { OrderResponse, PaymentAttempt, PaymentResponse, Refund } from '@ordermill/contracts';
import { Money } from '../../components/money.js';
import { NotLoaded } from '../../components/not-loaded.js';
import { Panel } from '../../components/panel.js';
import { StatusBadge } from '../../components/status-badge.js';
import { RelativeTime } from '../../components/time.js';
import { type Badge, paymentStatuses, sentence } from '../../format/words.js';
import classes from './payment-panel.module.css';

const attemptStatuses: Readonly<Record<PaymentAttempt['status'], Badge>> = {
  processing: { text: 'Processing', tone: 'waiting' },
  succeeded: { text: 'Paid', tone: 'good' },
  declined: { text: 'Declined', tone: 'bad' },
};

const refundStatuses: Readonly<Record<Refund['status'], Badge>> = {
  pending: { text: 'On its way', tone: 'waiting' },
  succeeded: { text: 'Refunded', tone: 'neutral' },
  failed: { text: 'Failed', tone: 'bad' },
};

const cardName = ({ card }: PaymentAttempt): string =>
  card ? `${sentence(card.brand)} •••• ${card.lastFour}` : 'Automatic payment';

const Attempt = ({ attempt }: { readonly attempt: PaymentAttempt }) => (
  <li className={classes['row']}>
    <div>
      <p>{cardName(attempt)}</p>
      <p className={classes['detail']}>
        {attempt.status === 'declined' && attempt.reason !== null && `${sentence(attempt.reason)} · `}
        <RelativeTime value={attempt.createdAt} />
      </p>
    </div>
    <StatusBadge badge={attemptStatuses[attempt.status]} />
  </li>
);

const RefundRow = ({ refund, currency }: { readonly refund: Refund; readonly currency: string }) => (
  <li className={classes['row']}>
    <div>
      <p>
        Refund of <Money amount={refund.amount} currency={currency} />
      </p>
      <p className={classes['detail']}>
        {sentence(refund.reason)} · <RelativeTime value={refund.createdAt} />
      </p>
    </div>
    <StatusBadge badge={refundStatuses[refund.status]} />
  </li>
);

const pendingText = ({ paymentMode, status }: OrderResponse): string => {
  if (status === 'cancelled') return 'Nothing was charged.';
  return paymentMode === 'manual' ? 'Waiting for your card.' : 'Waiting for the payment service.';
};

interface PaymentPanelProps {
  readonly order: OrderResponse;
  /** Null before it was asked for, undefined while that is not known. */
  readonly payment: PaymentResponse | null | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

export const PaymentPanel = ({ order, payment, error, onRetry }: PaymentPanelProps) => {
  if (payment === undefined)
    return <Panel title="Payment">{error ? <NotLoaded error={error} onRetry={onRetry} /> : <Skeleton height={44} />}</Panel>;
  const { attempts = [], refunds = [], status } = payment ?? {};
  return (
    <Panel title="Payment" aside={status && <StatusBadge badge={paymentStatuses[status]} />}>
      {attempts.length + refunds.length === 0 ? (
        <p className={classes['empty']}>{pendingText(order)}</p>
      ) : (
        <ul>
          {attempts.map((attempt) => (
            <Attempt key={attempt.number} attempt={attempt} />
          ))}
          {refunds.map((refund) => (
            <RefundRow key={refund.id} refund={refund} currency={order.currency} />
          ))}
        </ul>
      )}
    </Panel>
  );
};
