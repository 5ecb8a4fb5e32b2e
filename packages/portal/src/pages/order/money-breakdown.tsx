import type { OrderResponse, PaymentResponse } from '@ordermill/contracts';
import { Money } from '../../components/money.js';
import { Panel } from '../../components/panel.js';
import { breakdownOf, hasDiscount, hasRefund } from './breakdown.js';
import classes from './money-breakdown.module.css';

interface LineProps {
  readonly label: string;
  readonly detail?: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly minus?: boolean;
  readonly strong?: boolean;
}

const Line = ({ label, detail = null, amount, currency, minus = false, strong = false }: LineProps) => (
  <div className={classes['line']} data-strong={strong}>
    <dt>
      {label}
      {detail !== null && <span className={classes['detail']}>{detail}</span>}
    </dt>
    <dd>
      {minus && '− '}
      <Money amount={amount} currency={currency} />
    </dd>
  </div>
);

interface MoneyBreakdownProps {
  readonly order: OrderResponse;
  readonly payment: PaymentResponse | undefined;
}

export const MoneyBreakdown = ({ order, payment }: MoneyBreakdownProps) => {
  const { currency, voucherCode, status } = order;
  const breakdown = breakdownOf(order, payment);
  const isOver = payment !== undefined && payment.status !== 'pending';
  return (
    <Panel title="Money">
      <dl className={classes['lines']}>
        <Line label="Amount" amount={breakdown.amount} currency={currency} />
        {hasDiscount(breakdown) && (
          <Line label="Discount" detail={voucherCode} amount={breakdown.discount} currency={currency} minus />
        )}
        {isOver || status === 'cancelled' ? (
          <Line label="Charged" amount={breakdown.charged} currency={currency} strong />
        ) : (
          <Line label="To pay" amount={breakdown.due} currency={currency} strong />
        )}
        {hasRefund(breakdown) && <Line label="Refunded" amount={breakdown.refunded} currency={currency} minus />}
      </dl>
    </Panel>
  );
};
