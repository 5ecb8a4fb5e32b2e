import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ApiProblem } from '../../api/errors.js';
import { orderQuery } from '../../api/orders.js';
import { Failure, Message } from '../../components/message.js';
import { PageHeader } from '../../components/page-header.js';
import { useMode } from '../../live/connection-store.js';
import { pollingInterval } from '../../live/connection.js';
import { OrderDetails } from './order-details.js';
import classes from './order-page.module.css';

const isUnknown = (error: Error | null): boolean => error instanceof ApiProblem && (error.status === 404 || error.status === 400);

const UnknownOrder = () => (
  <>
    <PageHeader title="Order not found" />
    <Message
      icon="search"
      title="There is no such order"
      actions={
        <Button component={Link} to="/orders">
          Go to your orders
        </Button>
      }
    >
      It may belong to somebody else, or the link may be incomplete.
    </Message>
  </>
);

const OrderSkeleton = () => (
  <div role="status" aria-label="Loading the order">
    <PageHeader title="Order" />
    <div className={classes['columns']}>
      <Skeleton height={320} radius={12} />
      <Skeleton height={320} radius={12} />
    </div>
  </div>
);

export const OrderPage = () => {
  const { id = '' } = useParams();
  const mode = useMode();
  const { data, error, refetch } = useQuery({
    ...orderQuery(id),
    refetchInterval: ({ state }) => pollingInterval(mode, state.data ? [state.data.updatedAt] : [], Date.now()),
  });
  if (data) return <OrderDetails key={id} order={data} />;
  if (isUnknown(error)) return <UnknownOrder />;
  return error ? <Failure what="The order" error={error} onRetry={() => void refetch()} /> : <OrderSkeleton />;
};
