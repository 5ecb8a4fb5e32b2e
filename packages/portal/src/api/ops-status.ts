import type { QueueResponse, ReadyResponse, RelayResponse, TimerResponse, TimerTotals } from '@ordermill/contracts';
import { queryOptions } from '@tanstack/react-query';
import { everyFewSeconds, type HeardList, type HeardPage, opsKey, opsPath } from './ops-shared.js';
import { request, withQuery } from './request.js';

export interface Timers extends HeardPage<TimerResponse> {
  readonly totals: readonly TimerTotals[];
}

/** Of the services and of the gateway. Not being ready is an answer too. */
export const readyQuery = queryOptions({
  queryKey: [...opsKey, 'ready'],
  queryFn: ({ signal }) => request<ReadyResponse>('/health/ready', { signal, alsoAnswers: 503 }),
  refetchInterval: everyFewSeconds,
});

export const queuesQuery = queryOptions({
  queryKey: [...opsKey, 'queues'],
  queryFn: ({ signal }) => request<HeardList<QueueResponse>>(`${opsPath}/queues`, { signal }),
  refetchInterval: everyFewSeconds,
});

export const relaysQuery = queryOptions({
  queryKey: [...opsKey, 'relays'],
  queryFn: ({ signal }) => request<HeardList<RelayResponse>>(`${opsPath}/relay`, { signal }),
  refetchInterval: everyFewSeconds,
});

export const timersQuery = (service?: string, cursor?: string) =>
  queryOptions({
    queryKey: [...opsKey, 'timers', { service, cursor }],
    queryFn: ({ signal }) => request<Timers>(withQuery(`${opsPath}/timers`, { service, cursor }), { signal }),
    refetchInterval: everyFewSeconds,
  });
