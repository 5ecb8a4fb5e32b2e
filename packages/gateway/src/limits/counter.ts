import { createHash } from 'node:crypto';
import type { Logger } from '@ordermill/service-kit';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { GatewayDatabase } from '../database/gateway-database.js';

export const windowSeconds = 60;

/** What became of one more request: how many are left, and when all are there again. */
export interface Count {
  readonly exceeded: boolean;
  readonly remaining: number;
  readonly resetMs: number;
}

/** Counts requests by key within a minute. */
export type Counter = (key: string) => Promise<Count>;

const countOf = (outcome: RateLimiterRes, exceeded: boolean): Count => ({
  exceeded,
  remaining: outcome.remainingPoints,
  resetMs: outcome.msBeforeNext,
});

const consume = async (limiter: RateLimiterMemory | RateLimiterPostgres, key: string): Promise<Count> => {
  try {
    return countOf(await limiter.consume(key), false);
  } catch (error) {
    if (error instanceof RateLimiterRes) return countOf(error, true);
    throw error;
  }
};

/** For one gateway. */
export const memoryCounter = (points: number): Counter => {
  const limiter = new RateLimiterMemory({ points, duration: windowSeconds });
  return (key) => consume(limiter, key);
};

const pause = { longestMs: 500, afterFailureMs: 5_000 };

const late = (ms: number): Promise<never> =>
  new Promise((_resolve, reject) => setTimeout(reject, ms, new Error(`no count within ${ms} ms`)).unref());

/** For several gateways on one database. Without it each counts for itself. */
export const sharedCounter = (points: number, database: GatewayDatabase, log: Logger): Counter => {
  const alone = memoryCounter(points);
  let limiter: RateLimiterPostgres | undefined;
  let aloneUntil = 0;
  const shared = (): RateLimiterPostgres =>
    (limiter ??= new RateLimiterPostgres({
      storeClient: database.pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      points,
      duration: windowSeconds,
      inMemoryBlockOnConsumed: points + 1, // who is over the limit costs no statement more
    }));
  return async (key) => {
    if (Date.now() < aloneUntil) return alone(key);
    try {
      const digest = createHash('sha256').update(key).digest('base64url');
      return await Promise.race([consume(shared(), digest), late(pause.longestMs)]);
    } catch (err) {
      aloneUntil = Date.now() + pause.afterFailureMs;
      log.warn({ err }, 'requests cannot be counted together: this gateway counts for itself');
      return alone(key);
    }
  };
};
