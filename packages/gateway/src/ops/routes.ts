import Router, { type RouterContext } from '@koa/router';
import { listQuery } from '@ordermill/contracts';
import { discardRest, type PrincipalState, readBody } from '@ordermill/service-kit';
import { z } from 'zod';
import type { Upstream } from '../upstream.js';
import { actOnMany } from './act.js';
import type { Answer, Question } from './ask.js';
import { journeyOf } from './journey.js';
import { mergePages, type Order } from './merge.js';
import { ownerOf } from './projections.js';
import { Refusal, Services } from './services.js';

type Context = RouterContext<PrincipalState>;
type Body = Readonly<Record<string, unknown>>;

const passedOn = ['authorization', 'idempotency-key', 'x-request-id', 'traceparent', 'tracestate'];

const headersOf = (ctx: Context): Question['headers'] =>
  Object.fromEntries(passedOn.flatMap((name) => (ctx.get(name) ? [[name, ctx.get(name)]] : [])));

const item = z.record(z.string(), z.unknown());
const list = z.object({
  data: z.array(item),
  nextCursor: z.string().nullable().default(null),
  totals: z.array(item).default([]),
});

const listIn = ({ text }: Answer) => list.parse(JSON.parse(text));

const refuse = (ctx: Context, { answer }: Refusal): void => {
  ctx.status = answer.status;
  ctx.body = answer.text;
  ctx.set(answer.headers);
};

/** What every service answers for itself, asked of all of them or of `?service=`, as one answer. A service that is away is named in `unavailable`. */
export const opsRoutes = (upstreams: Readonly<Record<string, Upstream>>) => {
  const services = new Services(upstreams);
  const router = new Router<PrincipalState>({ prefix: '/api/ops' });

  const get = (path: string, merge: (answers: readonly Answer[], limit: number) => object): void => {
    router.get(path, async (ctx) => {
      const question = { method: 'GET', url: ctx.url, headers: headersOf(ctx) } as const;
      const heard = await services.askAll(services.named(ctx.query['service']), question);
      if (heard instanceof Refusal) return refuse(ctx, heard);
      const limit = listQuery.shape.limit.parse(ctx.query['limit']);
      ctx.body = { ...merge(heard.answers, limit), unavailable: heard.unavailable };
    });
  };

  const getPages = (path: string, order: Order): void =>
    get(path, (answers, limit) => mergePages(answers.map(listIn), order, limit));

  getPages('/dead-letters', { time: 'failedAt', key: 'id', direction: 'descending' });
  getPages('/audit', { time: 'at', key: 'id', direction: 'descending' });
  get('/timers', (answers, limit) => ({
    ...mergePages(answers.map(listIn), { time: 'due', key: 'key', direction: 'ascending' }, limit),
    totals: answers.flatMap((answer) => listIn(answer).totals),
  }));
  for (const path of ['/queues', '/relay', '/projections', '/activity'])
    get(path, (answers) => ({ data: answers.map(listIn).flatMap(({ data }) => data) }));

  router.get('/journeys/:orderId', async (ctx) => {
    const { 'idempotency-key': _key, ...headers } = headersOf(ctx);
    const journey = await journeyOf(services, services.named(undefined), { orderId: ctx.params['orderId'] ?? '', headers });
    if (journey instanceof Refusal) return refuse(ctx, journey);
    ctx.body = journey;
  });

  for (const [path, name] of [
    ['/dead-letters/redrive', 'redriven'],
    ['/dead-letters/discard', 'discarded'],
  ] as const)
    router.post(path, async (ctx) => {
      // Who asks is known before the body is read; any service can tell.
      const headers = headersOf(ctx);
      const allowed = await services.askAll(services.named(undefined), { method: 'GET', url: '/api/ops/relay', headers });
      if (allowed instanceof Refusal) {
        await discardRest(ctx.req);
        return refuse(ctx, allowed);
      }
      await readBody(ctx, () => Promise.resolve());
      const body = bodyOf(ctx);
      const question = { method: 'POST', url: ctx.url, headers, body } as const;
      const outcome = await actOnMany(services, services.named(body['service']), question, name);
      if (outcome instanceof Refusal) return refuse(ctx, outcome);
      if (outcome.replayed) ctx.set('Idempotent-Replayed', 'true');
      ctx.body = outcome.body;
    });

  router.register('/projections/:name/rebuild', ['POST', 'DELETE'], async (ctx) => {
    const owner = await ownerOf(services, services.named(ctx.query['service']), ctx.params['name'] ?? '', headersOf(ctx));
    if (owner instanceof Refusal) {
      await discardRest(ctx.req);
      return refuse(ctx, owner);
    }
    ctx.respond = false;
    upstreams[owner]?.listener(ctx.req, ctx.res);
  });

  return router.routes();
};

const bodyOf = ({ request }: Context): Body => ('body' in request ? (request.body as Body) : {});
