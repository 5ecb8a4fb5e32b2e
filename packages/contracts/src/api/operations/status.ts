import { activityList, activityQuery } from '../activity.js';
import { operationPage } from '../dead-letter.js';
import { opsListQuery, opsQuery, queueList, relayList, timerPage } from '../ops.js';
import { defineOperation } from './operation.js';

const common = {
  method: 'get',
  tag: 'Operations',
  access: 'admin',
  description: 'Of all services, or of one. Services that do not answer are named in `unavailable`.',
} as const;

const examples = {
  all: { summary: 'Of all services', leadsTo: 200 },
  one: { summary: 'Of one service', query: { service: 'order' }, leadsTo: 200 },
} as const;

export const statusOperations = {
  listQueues: defineOperation({
    ...common,
    path: '/api/ops/queues',
    summary: 'List queues with what waits in them',
    query: opsQuery,
    answers: { 200: { description: 'The queues.', body: queueList } },
    problems: ['broker_unavailable'],
    examples,
  }),

  listRelays: defineOperation({
    ...common,
    path: '/api/ops/relay',
    summary: 'List relays with how far each is behind',
    query: opsQuery,
    answers: { 200: { description: 'The relays.', body: relayList } },
    examples,
  }),

  listActivity: defineOperation({
    ...common,
    path: '/api/ops/activity',
    summary: 'List what the services did, how fast, and how far behind they were',
    description: `${common.description} Whichever replica did what: it is read from their databases.`,
    query: activityQuery,
    answers: { 200: { description: 'The last minutes of each service, in buckets.', body: activityList } },
    examples: {
      ...examples,
      day: { summary: 'The last day', query: { minutes: 1440 }, leadsTo: 200 },
    },
  }),

  listTimers: defineOperation({
    ...common,
    path: '/api/ops/timers',
    summary: 'List timers that wait, the next first',
    query: opsListQuery,
    answers: { 200: { description: 'A page, and totals.', body: timerPage } },
    examples: { ...examples, few: { summary: 'The next five', query: { limit: 5 }, leadsTo: 200 } },
  }),

  listOperations: defineOperation({
    ...common,
    path: '/api/ops/audit',
    summary: 'List what operators did, newest first',
    query: opsListQuery,
    answers: { 200: { description: 'A page.', body: operationPage } },
    examples,
  }),
} as const;
