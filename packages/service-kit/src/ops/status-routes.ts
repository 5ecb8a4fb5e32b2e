import Router from '@koa/router';
import { opsListQuery, opsQuery, type Page } from '@ordermill/contracts';
import { countTimers, type Database, type OperationLog, type Queues, readTimers, type RelayStatus } from '@ordermill/eventing';
import { parseBody } from '../http/input.js';
import type { PrincipalState } from '../http/state.js';
import { cursorOf, type Place, placeOf } from './cursor.js';

export interface StatusRoutesOptions {
  readonly service: string;
  readonly database: Database;
  readonly operations: Pick<OperationLog, 'list'>;
  readonly queues: Queues;
  readonly relay: () => Promise<RelayStatus>;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const pageOf = <Item>(data: readonly Item[], hasMore: boolean, placeOfItem: (item: Item) => Place): Page<Item> => {
  const last = hasMore ? data.at(-1) : undefined;
  return { data, nextCursor: last ? cursorOf(placeOfItem(last)) : null };
};

/** What waits, what is late, and who did what. */
export const statusRoutes = ({ service, database, operations, queues, relay }: StatusRoutesOptions) => {
  const router = new Router<PrincipalState>();
  const isMeant = (query: { readonly service?: string | undefined }): boolean =>
    query.service === undefined || query.service === service;

  router.get('/queues', async (ctx) => {
    const all = isMeant(parseBody(opsQuery, ctx.query)) ? await queues.of(service) : [];
    ctx.body = { data: all.map((queue) => ({ service, ...queue })) };
  });

  router.get('/relay', async (ctx) => {
    ctx.body = { data: isMeant(parseBody(opsQuery, ctx.query)) ? [{ service, ...(await relay()) }] : [] };
  });

  router.get('/timers', async (ctx) => {
    const query = parseBody(opsListQuery, ctx.query);
    const place = placeOf(query.cursor);
    if (!isMeant(query)) return void (ctx.body = { ...pageOf([], false, never), totals: [] });
    const after = place && { due: place.time, key: place.key };
    const [{ timers, hasMore }, totals] = await Promise.all([
      readTimers(database, { limit: query.limit, after }),
      countTimers(database),
    ]);
    const data = timers.map((timer) => ({ service, ...timer }));
    const page = pageOf(data, hasMore, ({ due, key }) => ({ time: due, key }));
    ctx.body = { ...page, totals: [{ service, ...totals }] };
  });

  router.get('/audit', async (ctx) => {
    const query = parseBody(opsListQuery, ctx.query);
    const place = placeOf(query.cursor, (key) => uuid.test(key));
    if (!isMeant(query)) return void (ctx.body = pageOf([], false, never));
    const after = place && { at: place.time, id: place.key };
    const { operations: done, hasMore } = await operations.list({ limit: query.limit, after });
    const data = done.map((operation) => ({ service, ...operation }));
    ctx.body = pageOf(data, hasMore, ({ at, id }) => ({ time: at, key: id }));
  });

  return router;
};

const never = (): Place => ({ time: new Date(0), key: '' });
