import { z } from 'zod';
import { appendedEvent, eventBody, eventListQuery, eventPage } from '../event.js';
import { replayBody, replayIdParam, replayListQuery, replayPage, replayResponse } from '../replay.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const { confirmedOrder, replay, unknownOrder } = exampleIds;

const common = { tag: 'Events', access: 'admin' } as const;
const params = z.object({ id: replayIdParam });
const unknown = { summary: 'Unknown', params: { id: unknownOrder }, leadsTo: 'replay_not_found' } as const;
const state = { description: 'The replay.', body: replayResponse };

export const eventOperations = {
  listEvents: defineOperation({
    ...common,
    method: 'get',
    path: '/api/events',
    summary: 'List everything that happened, oldest first',
    query: eventListQuery,
    answers: { 200: { description: 'A page.', body: eventPage } },
    examples: {
      oldest: { summary: 'From the beginning', leadsTo: 200 },
      ofOrder: { summary: 'Of one order', query: { subject: confirmedOrder, limit: 10 }, leadsTo: 200 },
    },
  }),

  appendEvent: defineOperation({
    ...common,
    method: 'post',
    path: '/api/events',
    summary: 'Append an event from outside',
    description: 'Validated, stored, then published. Its id is kept: the same again changes nothing.',
    body: eventBody,
    answers: {
      201: { description: 'The event, appended.', body: appendedEvent },
      200: { description: 'The event, which was there already.', body: appendedEvent },
    },
    problems: ['too_deep', 'event_id_taken'],
    examples: {
      declined: {
        summary: 'A payment that was declined elsewhere',
        body: {
          specversion: '1.0',
          id: '5f0c1e8e-31a5-4d6f-8c7e-2f1b0a9d8c7b',
          source: '/payment',
          type: 'payment.declined',
          subject: unknownOrder,
          data: {
            userId: 'demo',
            amount: '207.00',
            currency: 'EUR',
            decision: { policy: 'elsewhere', reason: 'no funds', seed: null },
          },
        },
        leadsTo: 201,
      },
    },
  }),

  startReplay: defineOperation({
    ...common,
    method: 'post',
    path: '/api/events/replays',
    summary: 'Send a part of the archive to a service again',
    description: 'The service recognises what it has handled. `from` and `to` are positions, both inclusive.',
    body: replayBody,
    answers: { 202: { ...state, headers: ['Location'] } },
    examples: {
      one: { summary: 'Of one order', body: { service: 'voucher', subject: confirmedOrder }, leadsTo: 202 },
      nowhere: { summary: 'To a service that is none', body: { service: 'shipping' }, leadsTo: 'invalid_request' },
    },
  }),

  listReplays: defineOperation({
    ...common,
    method: 'get',
    path: '/api/events/replays',
    summary: 'List replays, newest first',
    query: replayListQuery,
    answers: { 200: { description: 'A page.', body: replayPage } },
    examples: { newest: { summary: 'The newest', leadsTo: 200 } },
  }),

  getReplay: defineOperation({
    ...common,
    method: 'get',
    path: '/api/events/replays/{id}',
    summary: 'Get how far a replay is',
    params,
    answers: { 200: state },
    problems: ['replay_not_found'],
    examples: { known: { summary: 'One of the list', params: { id: replay }, leadsTo: 200 }, unknown },
  }),

  cancelReplay: defineOperation({
    ...common,
    method: 'delete',
    path: '/api/events/replays/{id}',
    summary: 'Stop a replay',
    params,
    answers: { 200: state },
    problems: ['replay_not_found'],
    examples: { known: { summary: 'One of the list', params: { id: replay }, leadsTo: 200 }, unknown },
  }),
} as const;
