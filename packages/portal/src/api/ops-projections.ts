import type { ProjectionResponse } from '@ordermill/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { everyFewSeconds, type HeardList, opsKey, opsPath } from './ops-shared.js';
import { request, withQuery } from './request.js';

export type Rebuild = NonNullable<ProjectionResponse['rebuild']>;

const ended: ReadonlySet<Rebuild['status']> = new Set(['done', 'failed', 'cancelled']);

/** Whether a rebuild is under way. */
export const isUnderWay = ({ rebuild }: ProjectionResponse): boolean => rebuild !== null && !ended.has(rebuild.status);

const whileUnderWay = 500;

export const projectionsQuery = queryOptions({
  queryKey: [...opsKey, 'projections'],
  queryFn: ({ signal }) => request<HeardList<ProjectionResponse>>(`${opsPath}/projections`, { signal }),
  refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? whileUnderWay : everyFewSeconds),
});

const useAct = (method: 'POST' | 'DELETE', { service, name }: ProjectionResponse) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request<ProjectionResponse>(withQuery(`${opsPath}/projections/${encodeURIComponent(name)}/rebuild`, { service }), {
        method,
        ...(method === 'POST' && { body: {} }),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: projectionsQuery.queryKey }),
  });
};

/** May be repeated: what is under way already goes on. */
export const useRebuild = (projection: ProjectionResponse) => useAct('POST', projection);

export const useCancelRebuild = (projection: ProjectionResponse) => useAct('DELETE', projection);
