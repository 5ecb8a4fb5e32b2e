import type { VoucherResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { CopyButton } from '../../components/copy-button.js';
import { Money } from '../../components/money.js';
import { StatusBadge } from '../../components/status-badge.js';
import { RelativeTime } from '../../components/time.js';
import { orderName, voucherStatuses } from '../../format/words.js';
import classes from './voucher-card.module.css';

const Fate = ({ voucher: { status, expiresAt, updatedAt } }: { readonly voucher: VoucherResponse }) => {
  if (status === 'issued')
    return (
      <>
        Expires <RelativeTime value={expiresAt} />
      </>
    );
  const time = status === 'expired' ? expiresAt : updatedAt;
  return (
    <>
      {voucherStatuses[status].text} <RelativeTime value={time} />
    </>
  );
};

export const VoucherCard = ({ voucher }: { readonly voucher: VoucherResponse }) => {
  const { code, orderId, amount, currency, status } = voucher;
  return (
    <li className={classes['voucher']} data-status={status}>
      <div className={classes['head']}>
        <strong className={classes['amount']}>
          <Money amount={amount} currency={currency} />
        </strong>
        <StatusBadge badge={voucherStatuses[status]} />
      </div>
      <p className={classes['detail']}>
        <Fate voucher={voucher} /> · from <Link to={`/orders/${orderId}`}>{orderName({ id: orderId })}</Link>
      </p>
      <div className={classes['foot']}>
        <code className={classes['code']}>{code}</code>
        {status === 'issued' && <CopyButton value={code} what="voucher code" />}
      </div>
    </li>
  );
};
