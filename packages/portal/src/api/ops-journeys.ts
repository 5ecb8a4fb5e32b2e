import type { JourneyResponse } from '@ordermill/contracts';
import { queryOptions } from '@tanstack/react-query';
import { opsKey, opsPath } from './ops-shared.js';
import { request } from './request.js';

// The dead letters of every service are looked through for it: not too often.
const refreshMs = 10_000;

export const journeyQuery = (orderId: string) =>
  queryOptions({
    queryKey: [...opsKey, 'journeys', orderId],
    queryFn: ({ signal }) => request<JourneyResponse>(`${opsPath}/journeys/${encodeURIComponent(orderId)}`, { signal }),
    refetchInterval: refreshMs,
  });
