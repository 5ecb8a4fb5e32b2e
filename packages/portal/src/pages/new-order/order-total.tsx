import { Money } from '../../components/money.js';
import { totalOf } from '../../format/money.js';
import type { OrderFormValues } from './order-form.js';
import classes from './order-total.module.css';

interface OrderTotalProps {
  readonly values: Pick<OrderFormValues, 'kind' | 'amount' | 'items' | 'currency'>;
}

/** What has been entered so far, summed exactly. */
export const OrderTotal = ({ values: { kind, amount, items, currency } }: OrderTotalProps) => {
  const lines = kind === 'amount' ? [{ price: amount, quantity: 1 }] : items;
  const total = totalOf(
    lines.map(({ price, quantity }) => ({ price, quantity: Number(quantity) })),
    currency,
  );
  return (
    <output className={classes['total']} aria-label="Total">
      <span className={classes['label']}>Total</span>
      <span className={classes['amount']}>{total === null ? 'Too large' : <Money amount={total} currency={currency} />}</span>
    </output>
  );
};
