import Router from '@koa/router';
import { activityQuery } from '@ordermill/contracts';
import { Activity, type Database, type Lag, type Receipts } from '@ordermill/eventing';
import { parseBody } from '../http/input.js';
import type { PrincipalState } from '../http/state.js';

export interface ActivityRoutesOptions {
  readonly service: string;
  readonly database: Database;
  readonly receipts: Receipts;
  readonly lag: () => Promise<Lag>;
}

// Seconds, none shorter than the time between two samples of the lag.
const steps = [15, 30, 60, 120, 300, 600, 1_200];
const mostBuckets = 72;

const stepOf = (minutes: number): number => steps.find((step) => (minutes * 60) / step <= mostBuckets) ?? 1_200;

/** How much one service did, how fast, and how far behind it was. */
export const activityRoutes = ({ service, database, receipts, lag }: ActivityRoutesOptions) => {
  const router = new Router<PrincipalState>();
  const activity = new Activity(database, receipts);

  router.get('/activity', async (ctx) => {
    const { minutes, service: named } = parseBody(activityQuery, ctx.query);
    if (named !== undefined && named !== service) return void (ctx.body = { data: [] });
    const step = stepOf(minutes);
    const [buckets, now] = await Promise.all([activity.read({ minutes, step }), lag()]);
    ctx.body = { data: [{ service, stepSeconds: step, now, buckets }] };
  });

  return router;
};
