import { createHash, createHmac } from 'node:crypto';
import type { RouterContext, RouterMiddleware } from '@koa/router';
import type { Answer, KeptAnswers, RepeatableRequest } from '@ordermill/eventing';
import { DomainError, invalidField } from '@ordermill/kernel';
import { v4, v5 } from 'uuid';
import type { AppMiddleware } from './app.js';
import { principalOf } from './authentication.js';
import { problemOf } from './problem.js';
import type { PrincipalState } from './state.js';

type RepeatableContext = RouterContext<PrincipalState>;

const longestKey = 255;
// Of other refusals another try may make an answer.
const keptRefusals: ReadonlySet<number> = new Set([402, 409, 422]);
const keptHeaders = ['Content-Type', 'ETag', 'Location'];
const namespace = '6d1f3f0e-5d0e-4b6e-9a53-5c8a4f6f0d11';

/**
 * Has a POST with an Idempotency-Key carried out once: whoever sends it again has the same answer, to the byte.
 * `routes` is run apart from the middleware after it, because it may have to run again.
 */
export const idempotent =
  (answers: Pick<KeptAnswers, 'once'>, routes: AppMiddleware): RouterMiddleware<PrincipalState> =>
  async (ctx, next) => {
    const key = keyOf(ctx);
    if (key === undefined) return void (await next());
    const carryOut = async (): Promise<void> => void (await routes(ctx, () => Promise.resolve()));
    const outcome = await answers.once(requestOf(ctx, key), () => answerOf(ctx, carryOut));
    if (outcome.type === 'reused') throw keyReused();
    const { status, headers, body } = outcome.answer;
    ctx.status = status;
    ctx.body = body;
    ctx.set({ ...headers, ...(outcome.type === 'replayed' ? { 'Idempotent-Replayed': 'true' } : {}) });
  };

/** A UUID that is the same whenever a request to this path comes again under its Idempotency-Key, and another each time where it has none. */
export const repeatableId = (ctx: RepeatableContext): string => {
  const key = keyOf(ctx);
  return key === undefined ? v4() : v5(`${requestOf(ctx, key).id} ${ctx.path}`, namespace);
};

const keyOf = (ctx: RepeatableContext): string | undefined => {
  const key = ctx.method === 'POST' ? ctx.req.headers['idempotency-key'] : undefined;
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length > 0 && key.length <= longestKey) return key;
  throw invalidField('Idempotency-Key', `must have 1 to ${longestKey} characters`);
};

/** A body may hold a card number: neither it nor the key, without which it cannot be guessed from its fingerprint, is stored. */
const requestOf = (ctx: RepeatableContext, key: string): RepeatableRequest => ({
  id: createHash('sha256')
    .update(JSON.stringify([principalOf(ctx).userId, key]))
    .digest('base64url'),
  fingerprint: createHmac('sha256', key)
    .update(JSON.stringify([ctx.url, inOrder(ctx.request.body)]))
    .digest('base64url'),
});

/** JSON that differs in the order of its members alone says the same. */
const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.entries(value)
    .toSorted(([a], [b]) => Number(a > b) - Number(a < b))
    .map(([name, member]) => [name, inOrder(member)]);
};

const answerOf = async (ctx: RepeatableContext, carryOut: () => Promise<void>): Promise<Answer> => {
  try {
    await carryOut();
  } catch (error) {
    const { status, headers, body } = problemOf(error);
    if (!keptRefusals.has(status)) throw error;
    return { status, headers, body: JSON.stringify(body) };
  }
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) if (ctx.response.get(name)) headers[name] = ctx.response.get(name);
  return { status: ctx.status, headers, body: JSON.stringify(ctx.body) };
};

const keyReused = (): DomainError =>
  new DomainError('unprocessable', 'idempotency_key_reused', 'The Idempotency-Key was used for another request: take a new one.');
