import type { RouterContext } from '@koa/router';
import { HttpProblem } from '@ordermill/service-kit';

type Context = Pick<RouterContext, 'get' | 'method'>;

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const isSameOrigin = (ctx: Context, publicUrl: string | undefined): boolean => {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site === 'same-origin';
  const origin = ctx.get('Origin');
  if (publicUrl !== undefined) return origin === publicUrl;
  return URL.canParse(origin) && new URL(origin).host === ctx.get('Host');
};

/** Refuses with `csrf` what would change something and comes from another site's page, or from nobody knows where. */
export const requireSameOrigin = (ctx: Context, publicUrl: string | undefined): void => {
  if (safe.has(ctx.method) || isSameOrigin(ctx, publicUrl)) return;
  throw new HttpProblem(403, 'csrf', 'With a session cookie, requests that change something must come from a page of this site.');
};
