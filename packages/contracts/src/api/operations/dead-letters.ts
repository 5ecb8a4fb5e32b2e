import { z } from 'zod';
import {
  deadLetterIdParam,
  deadLetterListQuery,
  deadLetterPage,
  deadLetterResponse,
  discardManyBody,
  discardManyResponse,
  redriveManyBody,
  redriveManyResponse,
  redriveOneBody,
  redriveOneResponse,
} from '../dead-letter.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const { deadLetter, unknownDeadLetter } = exampleIds;

const params = z.object({ id: deadLetterIdParam });
const common = { tag: 'Operations', access: 'admin' } as const;
const unknown = {
  summary: 'Unknown, or gone already',
  params: { id: unknownDeadLetter },
  leadsTo: 'dead_letter_not_found',
} as const;

export const deadLetterOperations = {
  listDeadLetters: defineOperation({
    ...common,
    method: 'get',
    path: '/api/ops/dead-letters',
    summary: 'List what the services gave up, newest first',
    description: 'Of all services, or of one. Services that do not answer are named in `unavailable`.',
    query: deadLetterListQuery,
    answers: { 200: { description: 'A page.', body: deadLetterPage } },
    problems: ['broker_unavailable', 'dead_letters_busy'],
    examples: {
      newest: { summary: 'The newest', leadsTo: 200 },
      rejected: { summary: 'Those that one service rejected', query: { service: 'payment', reason: 'rejected' }, leadsTo: 200 },
      nowhere: { summary: 'Of a service that is none', query: { service: 'shipping' }, leadsTo: 'invalid_request' },
    },
  }),

  redriveDeadLetters: defineOperation({
    ...common,
    method: 'post',
    path: '/api/ops/dead-letters/redrive',
    summary: 'Send many dead letters back to their queues',
    description:
      'What matches, oldest first; at least one condition is needed, or `all`. With `dryRun` nothing is sent. Services that did not answer are named in `unavailable`, those that would not do it in `refused`; both can be asked again.',
    body: redriveManyBody,
    answers: { 200: { description: 'How many.', body: redriveManyResponse } },
    problems: ['broker_unavailable', 'dead_letters_busy'],
    examples: {
      count: { summary: 'How many would go', body: { service: 'payment', dryRun: true }, leadsTo: 200 },
      slowly: {
        summary: 'All of one type, ten a second',
        body: { type: 'order.created', limit: 100, ratePerSecond: 10 },
        leadsTo: 200,
      },
      everything: { summary: 'Everything', body: { all: true, dryRun: true }, leadsTo: 200 },
      nothing: { summary: 'Without a condition', body: {}, leadsTo: 'invalid_request' },
    },
  }),

  discardDeadLetters: defineOperation({
    ...common,
    method: 'post',
    path: '/api/ops/dead-letters/discard',
    summary: 'Discard many dead letters',
    description: 'At least one condition is needed: without one everything would go.',
    body: discardManyBody,
    answers: { 200: { description: 'How many.', body: discardManyResponse } },
    problems: ['broker_unavailable', 'dead_letters_busy'],
    examples: {
      old: { summary: 'Those of long ago', body: { failedBefore: '2020-01-01T00:00:00Z' }, leadsTo: 200 },
      all: { summary: 'Without a condition', body: {}, leadsTo: 'invalid_request' },
    },
  }),

  getDeadLetter: defineOperation({
    ...common,
    method: 'get',
    path: '/api/ops/dead-letters/{id}',
    summary: 'Get a dead letter with its message',
    params,
    answers: { 200: { description: 'The letter.', body: deadLetterResponse } },
    problems: ['dead_letter_not_found', 'broker_unavailable', 'dead_letters_busy'],
    examples: {
      known: { summary: 'One of the list', params: { id: deadLetter }, leadsTo: 200 },
      unknown,
      malformed: { summary: 'Not an id', params: { id: '7' }, leadsTo: 'invalid_id' },
    },
  }),

  redriveDeadLetter: defineOperation({
    ...common,
    method: 'post',
    path: '/api/ops/dead-letters/{id}/redrive',
    summary: 'Send a dead letter back to its queue',
    description: 'As it is, or as another event in its place.',
    params,
    body: redriveOneBody,
    bodyOptional: true,
    answers: { 200: { description: 'It is on its way.', body: redriveOneResponse } },
    problems: ['invalid_event', 'dead_letter_not_found', 'redrive_window_passed', 'broker_unavailable', 'dead_letters_busy'],
    examples: {
      edited: { summary: 'With an event that is none', params: { id: deadLetter }, body: { body: {} }, leadsTo: 'invalid_event' },
      known: { summary: 'One of the list', params: { id: deadLetter }, body: {}, leadsTo: 200 },
      unknown: { ...unknown, body: {} },
    },
  }),

  discardDeadLetter: defineOperation({
    ...common,
    method: 'delete',
    path: '/api/ops/dead-letters/{id}',
    summary: 'Discard a dead letter',
    params,
    answers: { 204: { description: 'It is gone.' } },
    problems: ['dead_letter_not_found', 'broker_unavailable', 'dead_letters_busy'],
    examples: { known: { summary: 'One of the list', params: { id: deadLetter }, leadsTo: 204 }, unknown },
  }),
} as const;
