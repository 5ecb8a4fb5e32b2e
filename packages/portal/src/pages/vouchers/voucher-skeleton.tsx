import { Skeleton } from '@mantine/core';
import classes from './vouchers-page.module.css';

export const VoucherSkeleton = () => (
  <div className={classes['vouchers']} role="status" aria-label="Loading your vouchers">
    <Skeleton height={176} radius={12} />
    <Skeleton height={176} radius={12} />
    <Skeleton height={176} radius={12} />
  </div>
);
