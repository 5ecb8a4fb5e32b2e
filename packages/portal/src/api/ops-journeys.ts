import type { JourneyResponse } from '@ordermill/contracts';
import { queryOptions } from '@tanstack/react-query';
import { everyFewSeconds, opsKey, opsPath } from './ops-shared.js';
import { request } from './request.js';

export const journeyQuery = (orderId: string) =>
  queryOptions({
    queryKey: [...opsKey, 'journeys', orderId],
    queryFn: ({ signal }) => request<JourneyResponse>(`${opsPath}/journeys/${encodeURIComponent(orderId)}`, { signal }),
    refetchInterval: everyFewSeconds,
  });
