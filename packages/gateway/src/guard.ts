import type { AppMiddleware, Logger } from '@ordermill/service-kit';
import type { GatewayDatabase } from './database/gateway-database.js';
import type { FrontDoorSettings } from './front-door-settings.js';
import { addressOf } from './limits/address.js';
import { memoryCounter, sharedCounter } from './limits/counter.js';
import { limitBy } from './limits/limits.js';
import type { VisitorOf } from './session/visitor.js';

interface GuardOptions {
  readonly settings: Pick<FrontDoorSettings, 'RATE_LIMIT_PER_MINUTE' | 'RATE_LIMIT_STORE' | 'TRUST_PROXY'>;
  readonly visitorOf: VisitorOf;
  readonly database: GatewayDatabase;
  readonly log: Logger;
}

const guarded = /^\/(?:api|auth)(?:\/|$)/;
const forServices = /^\/api(?:\/|$)/;

/** Counts what comes in for its address, then for its user, and gives services a token for the cookie that came. */
export const guard = ({ settings, visitorOf, database, log }: GuardOptions): AppMiddleware => {
  const { RATE_LIMIT_PER_MINUTE: points, RATE_LIMIT_STORE: store, TRUST_PROXY: hops } = settings;
  const counter = store === 'postgres' ? sharedCounter(points, database, log) : memoryCounter(points);
  const isLimited = points > 0;
  const limitAddress = limitBy('address', points, counter);
  const limitUser = limitBy('user', points, counter);
  const inspect = async (ctx: Parameters<AppMiddleware>[0]): Promise<void> => {
    if (isLimited) await limitAddress(ctx, addressOf(ctx.req, hops));
    const visitor =
      forServices.test(ctx.path) && (isLimited || ctx.get('Authorization') === '') ? await visitorOf(ctx) : undefined;
    if (visitor && isLimited) await limitUser(ctx, visitor.userId);
    if (visitor?.credential !== undefined) ctx.req.headers.authorization = `Bearer ${visitor.credential}`;
  };
  return async (ctx, next) => {
    if (guarded.test(ctx.path)) await inspect(ctx);
    await next();
  };
};
