import type { ActivityResponse } from '@ordermill/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type HeardList, opsKey, opsPath } from './ops-shared.js';
import { request, withQuery } from './request.js';

const soonestMs = 5_000;
const latestMs = 30_000;

/** What the services did in the last minutes; of a longer time news matter less. */
export const activityQuery = (minutes: number) =>
  queryOptions({
    queryKey: [...opsKey, 'activity', minutes],
    queryFn: ({ signal }) =>
      request<HeardList<ActivityResponse>>(withQuery(`${opsPath}/activity`, { minutes: String(minutes) }), { signal }),
    refetchInterval: Math.min(Math.max(minutes * 100, soonestMs), latestMs),
    placeholderData: keepPreviousData,
  });
