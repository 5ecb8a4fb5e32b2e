import Router from '@koa/router';
import { catalog, eventBody, eventListQuery, replayBody, replayListQuery } from '@ordermill/contracts';
import { parseBody, principalOf, type PrincipalState, requestBody, requireRole, uuidParam } from '@ordermill/service-kit';
import type { AppendEvent } from '../application/append-event.js';
import type { CancelReplay } from '../application/cancel-replay.js';
import type { GetReplay } from '../application/get-replay.js';
import type { ListEvents } from '../application/list-events.js';
import type { ListReplays } from '../application/list-replays.js';
import type { StartReplay } from '../application/start-replay.js';
import { readPosted } from './posted-event.js';

export interface EventStoreUseCases {
  readonly listEvents: ListEvents;
  readonly appendEvent: AppendEvent;
  readonly startReplay: StartReplay;
  readonly getReplay: GetReplay;
  readonly listReplays: ListReplays;
  readonly cancelReplay: CancelReplay;
}

export const eventStoreRoutes = (useCases: EventStoreUseCases) => {
  const { listEvents, appendEvent, startReplay, getReplay, listReplays, cancelReplay } = useCases;
  const router = new Router<PrincipalState>({ prefix: '/api/events' });
  router.use(requireRole('admin'));

  router.get('/', async (ctx) => {
    ctx.body = await listEvents.execute(parseBody(eventListQuery, ctx.query));
  });

  router.post('/', async (ctx) => {
    const event = readPosted(catalog, requestBody(eventBody, ctx));
    const outcome = await appendEvent.execute({ event, userId: principalOf(ctx).userId });
    ctx.status = outcome.isNew ? 201 : 200;
    ctx.body = outcome.event;
  });

  router.post('/replays', async (ctx) => {
    const replay = await startReplay.execute({ request: requestBody(replayBody, ctx), userId: principalOf(ctx).userId });
    ctx.status = 202;
    ctx.set('Location', `/api/events/replays/${replay.id}`);
    ctx.body = replay;
  });

  router.get('/replays', async (ctx) => {
    ctx.body = await listReplays.execute(parseBody(replayListQuery, ctx.query));
  });

  router.get('/replays/:id', async (ctx) => {
    ctx.body = await getReplay.execute({ id: uuidParam(ctx, 'id') });
  });

  router.delete('/replays/:id', async (ctx) => {
    ctx.body = await cancelReplay.execute({ id: uuidParam(ctx, 'id') });
  });

  return router;
};
