import { HttpProblem } from '@ordermill/service-kit';
import type { RouterContext } from '@koa/router';
import { type Count, type Counter, windowSeconds } from './counter.js';

type Context = Pick<RouterContext, 'res'>;

// draft-ietf-httpapi-ratelimit-headers-10: lists of structured fields, one item for each policy.
const append = ({ res }: Context, name: string, item: string): void => {
  const before = res.getHeader(name);
  res.setHeader(name, before === undefined ? item : `${String(before)}, ${item}`);
};

const tooMany = (policy: string, points: number, seconds: number): HttpProblem =>
  new HttpProblem(429, 'rate_limited', `More than ${points} requests within a minute from this ${policy}.`, {
    'Retry-After': String(seconds),
  });

/** Counts a request for a user or an address, says so in the answer, and refuses it once there are too many. */
export const limitBy =
  (policy: 'user' | 'address', points: number, count: Counter) =>
  async (ctx: Context, key: string): Promise<void> => {
    const { exceeded, remaining, resetMs }: Count = await count(`${policy}:${key}`);
    const seconds = Math.max(1, Math.ceil(resetMs / 1_000));
    append(ctx, 'RateLimit-Policy', `"${policy}";q=${points};w=${windowSeconds}`);
    append(ctx, 'RateLimit', `"${policy}";r=${remaining};t=${seconds}`);
    if (exceeded) throw tooMany(policy, points, seconds);
  };
