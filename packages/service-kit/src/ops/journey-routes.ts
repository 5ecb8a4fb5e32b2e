import Router from '@koa/router';
import { deliveriesBody, longestHistory } from '@ordermill/contracts';
import {
  type Database,
  type DeadLetters,
  readHandled,
  readOperationsOn,
  readStoredEvents,
  type Receipts,
  timersOf,
} from '@ordermill/eventing';
import type { Clock } from '@ordermill/kernel';
import { historyEntryOf } from '../history-entry.js';
import { uuidParam } from '../http/input.js';
import { requestBody } from '../http/request-body.js';
import type { PrincipalState } from '../http/state.js';

export interface JourneyRoutesOptions {
  readonly service: string;
  readonly database: Database;
  readonly deadLetters: Pick<DeadLetters, 'list'>;
  readonly receipts: Receipts;
  /** Of the streams of an order. */
  readonly categories: readonly string[];
  /** How long a receipt is kept; for ever where it is left out. */
  readonly receiptsMs?: number;
  readonly clock: Clock;
}

const mostLetters = 100;

/** What one service knows of an order, and what it has made of the events of it. */
export const journeyRoutes = (options: JourneyRoutesOptions) => {
  const { service, database, deadLetters, receipts, categories, receiptsMs, clock } = options;
  const router = new Router<PrincipalState>({ prefix: '/journeys' });

  /** Null while they cannot be read: of an order there is more to tell than that. */
  const lettersOf = (subject: string) =>
    deadLetters.list(service, { subject }, { limit: mostLetters }).then(
      ({ letters }) => letters,
      () => null,
    );

  router.get('/:orderId', async (ctx) => {
    const orderId = uuidParam(ctx, 'orderId');
    const streams = categories.map((category) => `${category}-${orderId}`);
    const [events, timers, letters] = await Promise.all([
      readStoredEvents(database, streams, longestHistory),
      timersOf(database, orderId),
      lettersOf(orderId),
    ]);
    ctx.body = {
      events: events.map((event) => ({ ...historyEntryOf(event), correlationId: event.correlationid })),
      timers: timers.map((timer) => ({ service, ...timer })),
      deadLetters: letters,
    };
  });

  router.post('/:orderId/deliveries', async (ctx) => {
    uuidParam(ctx, 'orderId');
    const { events } = requestBody(deliveriesBody, ctx);
    const [handled, operations] = await Promise.all([
      readHandled(database, receipts, events),
      readOperationsOn(database, events),
    ]);
    ctx.body = {
      handled,
      operations: operations.map((operation) => ({ service, ...operation })),
      rememberedSince: receiptsMs === undefined ? null : new Date(clock.now().getTime() - receiptsMs),
    };
  });

  return router;
};
