import type { OrderResponse } from '@ordermill/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { paymentQuery } from '../../api/payments.js';
import { useUser } from '../../api/session.js';
import { CopyIcon } from '../../components/copy-button.js';
import { Icon } from '../../components/icons.js';
import { PageHeader } from '../../components/page-header.js';
import { StatusBadge } from '../../components/status-badge.js';
import { RelativeTime } from '../../components/time.js';
import { cancelReason, orderName, orderStatuses, orderTitle } from '../../format/words.js';
import { useMode } from '../../live/connection-store.js';
import { pollingInterval } from '../../live/connection.js';
import { OrderActions } from './order-actions.js';
import { OrderItems } from './order-items.js';
import { MoneyBreakdown } from './money-breakdown.js';
import classes from './order-page.module.css';
import { PaymentPanel } from './payment-panel.js';
import { Progress } from './progress.js';
import { TimelinePanel } from './timeline-panel.js';

export const OrderDetails = ({ order }: { readonly order: OrderResponse }) => {
  const { role } = useUser();
  const mode = useMode();
  const {
    data: payment,
    error,
    refetch,
  } = useQuery({
    ...paymentQuery(order.id),
    refetchInterval: () => pollingInterval(mode, [order.updatedAt], Date.now()),
  });
  return (
    <>
      <PageHeader
        title={orderTitle(order)}
        above={
          <Link to="/orders" className={classes['back']}>
            <Icon name="left" size={16} />
            Orders
          </Link>
        }
        aside={
          <span role="status" aria-label="Status">
            <StatusBadge badge={orderStatuses[order.status]} />
          </span>
        }
        below={
          <>
            <span>{orderName(order)}</span>
            <CopyIcon value={order.id} what="order number" />
            <span>
              placed <RelativeTime value={order.createdAt} />
            </span>
            {role === 'admin' && <Link to={`/ops/journeys/${order.id}`}>Journey</Link>}
          </>
        }
        actions={<OrderActions order={order} payment={payment ?? undefined} />}
      />
      <Progress status={order.status} explanation={order.cancelReason === null ? undefined : cancelReason(order.cancelReason)} />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          {order.items.length > 0 && <OrderItems items={order.items} currency={order.currency} />}
          <TimelinePanel order={order} />
        </div>
        <div className={classes['column']}>
          <MoneyBreakdown order={order} payment={payment ?? undefined} />
          <PaymentPanel order={order} payment={payment} error={error} onRetry={() => void refetch()} />
        </div>
      </div>
    </>
  );
};
