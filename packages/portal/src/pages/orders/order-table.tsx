import type { OrderResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { Money } from '../../components/money.js';
import { StatusBadge } from '../../components/status-badge.js';
import { RelativeTime } from '../../components/time.js';
import { orderName, orderStatuses, orderTitle } from '../../format/words.js';
import classes from './order-table.module.css';
import { SortHeader } from './sort-header.js';
import type { Sort, SortColumn } from './sort-orders.js';

interface OrderTableProps {
  readonly orders: readonly OrderResponse[];
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
}

/** A table where there is room for one; its rows become cards where there is not. */
export const OrderTable = ({ orders, sort, onSort }: OrderTableProps) => (
  <table className={classes['table']}>
    <caption className={classes['caption']}>Your orders; sorting applies to this page</caption>
    <thead>
      <tr>
        <th scope="col">Order</th>
        <SortHeader column="status" sort={sort} onSort={onSort}>
          Status
        </SortHeader>
        <SortHeader column="createdAt" sort={sort} onSort={onSort}>
          Placed
        </SortHeader>
        <SortHeader column="amount" sort={sort} onSort={onSort} align="end">
          Amount
        </SortHeader>
      </tr>
    </thead>
    <tbody>
      {orders.map((order) => (
        <tr key={order.id}>
          <td className={classes['order']}>
            <Link to={`/orders/${order.id}`} className={classes['link']}>
              {orderTitle(order)}
            </Link>
            <span className={classes['name']}>{orderName(order)}</span>
          </td>
          <td className={classes['status']}>
            <StatusBadge badge={orderStatuses[order.status]} />
          </td>
          <td className={classes['placed']}>
            <RelativeTime value={order.createdAt} />
          </td>
          <td className={classes['amount']}>
            <Money amount={order.amount} currency={order.currency} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
