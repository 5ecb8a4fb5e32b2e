import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ordersQuery } from '../../api/orders.js';
import { Failure } from '../../components/message.js';
import { Pager } from '../../components/pager.js';
import { usePageTrail } from '../../components/use-page-trail.js';
import { dayWindow } from '../../format/dates.js';
import { useMode } from '../../live/connection-store.js';
import { pollingInterval } from '../../live/connection.js';
import { NoOrders } from './no-orders.js';
import { OrderListSkeleton } from './order-list-skeleton.js';
import { OrderTable } from './order-table.js';
import { chooseColumn, newestFirst, sortOrders } from './sort-orders.js';
import { UnfinishedSamples } from './unfinished-samples.js';
import { useOrderFilter } from './use-order-filter.js';
import { usePlaceSamples } from './use-place-samples.js';

export const OrderList = ({ onNew }: { readonly onNew: () => void }) => {
  const { chosen, isFiltered } = useOrderFilter();
  const trail = usePageTrail();
  const mode = useMode();
  const samples = usePlaceSamples();
  const [sort, setSort] = useState(newestFirst);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...ordersQuery({ status: chosen.status, ...dayWindow(chosen.from, chosen.to) }, trail.cursor),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollingInterval(mode, state.data?.data.map(({ updatedAt }) => updatedAt) ?? [], Date.now()),
  });

  if (!data) return error ? <Failure what="Your orders" error={error} onRetry={() => void refetch()} /> : <OrderListSkeleton />;
  if (data.data.length === 0) return <NoOrders isFiltered={isFiltered || !trail.isFirst} samples={samples} onNew={onNew} />;
  return (
    <div aria-busy={isPlaceholderData}>
      <UnfinishedSamples samples={samples} />
      <OrderTable
        orders={sortOrders(data.data, sort)}
        sort={sort}
        onSort={(column) => setSort((current) => chooseColumn(current, column))}
      />
      <Pager trail={trail} nextCursor={data.nextCursor} />
    </div>
  );
};
