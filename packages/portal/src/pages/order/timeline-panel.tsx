import { Skeleton } from '@mantine/core';
import type { OrderResponse } from '@ordermill/contracts';
import { useQuery } from '@tanstack/react-query';
import { historyQuery } from '../../api/orders.js';
import { NotLoaded } from '../../components/not-loaded.js';
import { Panel } from '../../components/panel.js';
import { useMode } from '../../live/connection-store.js';
import { pollingInterval } from '../../live/connection.js';
import { Timeline } from './timeline.js';

export const TimelinePanel = ({ order }: { readonly order: OrderResponse }) => {
  const mode = useMode();
  const { data, error, isPending, refetch } = useQuery({
    ...historyQuery(order.id),
    refetchInterval: ({ state }) => (state.error ? false : pollingInterval(mode, [order.updatedAt], Date.now())),
  });
  return (
    <Panel title="What happened">
      {isPending && <Skeleton height={180} />}
      {error && !data && <NotLoaded error={error} onRetry={() => void refetch()} />}
      {data && <Timeline entries={data.data} />}
    </Panel>
  );
};
