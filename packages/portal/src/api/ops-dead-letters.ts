import type { DeadLetterResponse, DeadLetterSummaryResponse, DiscardResponse, RedriveResponse } from '@ordermill/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { everyFewSeconds, type Heard, type HeardPage, opsKey } from './ops-shared.js';
import { request, withQuery } from './request.js';

export type LetterFilter = Readonly<Partial<Record<'service' | 'reason' | 'type' | 'subject' | 'error', string>>>;

/** What becomes of letters. */
export type LetterAction = 'redrive' | 'discard';

const path = '/api/ops/dead-letters';
const lettersKey = [...opsKey, 'dead-letters'] as const;
const letterPath = (id: string): string => `${path}/${encodeURIComponent(id)}`;

export const lettersQuery = (filter: LetterFilter, cursor?: string) =>
  queryOptions({
    queryKey: [...lettersKey, filter, cursor],
    queryFn: ({ signal }) => request<HeardPage<DeadLetterSummaryResponse>>(withQuery(path, { ...filter, cursor }), { signal }),
    refetchInterval: everyFewSeconds,
  });

export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: [...lettersKey, id],
    queryFn: ({ signal }) => request<DeadLetterResponse>(letterPath(id), { signal }),
    staleTime: Infinity,
  });

const useLettersChanged = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: opsKey, predicate: ({ queryKey }) => typeof queryKey[2] !== 'string' });
};

export interface Redrive {
  /** The event to send instead. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Although the letter is older than the redrive window. */
  readonly force?: boolean;
}

/** May be repeated: a letter goes once, and what was handled before is recognised. */
export const useRedrive = (id: string) =>
  useMutation({
    mutationFn: (body: Redrive) => request(`${letterPath(id)}/redrive`, { method: 'POST', body }),
    onSuccess: useLettersChanged(),
  });

export const useDiscard = (id: string) =>
  useMutation({ mutationFn: () => request(letterPath(id), { method: 'DELETE' }), onSuccess: useLettersChanged() });

interface Refused {
  readonly refused: readonly { readonly service: string; readonly detail: string }[];
}

const isFiltered = (filter: LetterFilter): boolean => Object.keys(filter).length > 0;

const sendMany = (action: LetterAction, filter: LetterFilter, options: object = {}) => {
  const which = action === 'redrive' && !isFiltered(filter) ? { all: true } : filter;
  const body = { ...which, ...options };
  return request<(RedriveResponse | DiscardResponse) & Heard & Refused>(`${path}/${action}`, { method: 'POST', body });
};

const done = (answer: RedriveResponse | DiscardResponse): number => ('redriven' in answer ? answer.redriven : answer.discarded);

/** How many letters an action on all that match would concern. */
export const matchingQuery = (action: LetterAction, filter: LetterFilter) =>
  queryOptions({
    queryKey: [...lettersKey, 'matching', action, filter],
    queryFn: () => sendMany(action, filter, { dryRun: true }),
    staleTime: 0,
    gcTime: 0,
  });

export interface ManyOutcome extends Refused {
  readonly done: number;
  readonly remaining: number;
}

/** Acts on all letters that match, a thousand at most. */
export const useActOnMany = (action: LetterAction, filter: LetterFilter) =>
  useMutation({
    mutationFn: async (): Promise<ManyOutcome> => {
      const answer = await sendMany(action, filter);
      return { done: done(answer), remaining: answer.remaining, refused: answer.refused };
    },
    onSuccess: useLettersChanged(),
  });
