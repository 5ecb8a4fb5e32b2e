import { SegmentedControl } from '@mantine/core';
import type { VoucherStatus } from '@ordermill/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { vouchersQuery } from '../../api/vouchers.js';
import { Failure, Message } from '../../components/message.js';
import { PageHeader } from '../../components/page-header.js';
import { Pager } from '../../components/pager.js';
import { usePageTrail } from '../../components/use-page-trail.js';
import { voucherStatuses } from '../../format/words.js';
import { useMode } from '../../live/connection-store.js';
import { pollingInterval } from '../../live/connection.js';
import { VoucherCard } from './voucher-card.js';
import { VoucherSkeleton } from './voucher-skeleton.js';
import classes from './vouchers-page.module.css';

const choices = [
  { value: '', label: 'All' },
  ...Object.entries(voucherStatuses).map(([value, { text }]) => ({ value, label: text })),
];

const isStatus = (value: string): value is VoucherStatus => Object.hasOwn(voucherStatuses, value);

const Vouchers = ({ status }: { readonly status: VoucherStatus | undefined }) => {
  const trail = usePageTrail();
  const mode = useMode();
  const { data, error, refetch } = useQuery({
    ...vouchersQuery(status, trail.cursor),
    placeholderData: keepPreviousData,
    refetchInterval: () => pollingInterval(mode, [], Date.now()),
  });
  if (!data) return error ? <Failure what="Your vouchers" error={error} onRetry={() => void refetch()} /> : <VoucherSkeleton />;
  if (data.data.length === 0)
    return (
      <Message icon="voucher" title={status ? 'No such voucher' : 'No vouchers yet'}>
        {status ? 'Choose another status to see your other vouchers.' : 'You earn one when a large enough order is on its way.'}
      </Message>
    );
  return (
    <>
      <ul className={classes['vouchers']}>
        {data.data.map((voucher) => (
          <VoucherCard key={voucher.code} voucher={voucher} />
        ))}
      </ul>
      <Pager trail={trail} nextCursor={data.nextCursor} />
    </>
  );
};

export const VouchersPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const chosen = parameters.get('status') ?? '';
  return (
    <>
      <PageHeader title="Vouchers" below="Use them in a new order of the same currency." />
      <div className={classes['filter']}>
        <SegmentedControl
          aria-label="Status"
          data={choices}
          value={isStatus(chosen) ? chosen : ''}
          onChange={(status) => setParameters(status === '' ? {} : { status }, { replace: true })}
        />
      </div>
      <Vouchers status={isStatus(chosen) ? chosen : undefined} />
    </>
  );
};
