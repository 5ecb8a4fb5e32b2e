import { Skeleton } from '@mantine/core';
import classes from './order-list-skeleton.module.css';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

export const OrderListSkeleton = () => (
  <div className={classes['list']} role="status" aria-label="Loading your orders">
    {rows.map((row) => (
      <div key={row} className={classes['row']}>
        <Skeleton height={14} width="40%" />
        <Skeleton height={14} width={80} />
      </div>
    ))}
  </div>
);
