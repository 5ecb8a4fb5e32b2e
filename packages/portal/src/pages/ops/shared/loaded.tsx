import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Heard } from '../../../api/ops-shared.js';
import { Failure } from '../../../components/message.js';
import { ListSkeleton } from './list-skeleton.js';
import { Notice } from './notice.js';
import { UnavailableNotice } from './unavailable-notice.js';
import { timeOfDay } from '../../../format/dates.js';

interface LoadedProps<Data extends Heard> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch' | 'dataUpdatedAt' | 'isPlaceholderData'>;
  /** In the plural: `queues`. */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}

/** What a query has found, with what is missing from it; or that it is under way, or has failed. */
export const Loaded = <Data extends Heard>({ query, what, children }: LoadedProps<Data>) => {
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = query;
  if (!data)
    return error ? (
      <Failure what={`The ${what}`} error={error} onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton what={`the ${what}`} />
    );
  return (
    <div aria-busy={isPlaceholderData}>
      <UnavailableNotice services={data.unavailable} />
      <Notice title={error && `This is how it was at ${timeOfDay(new Date(dataUpdatedAt).toISOString())}.`}>
        {error?.message}
      </Notice>
      {children(data)}
    </div>
  );
};
