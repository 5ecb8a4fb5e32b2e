import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { authSettings, isSafeUrl } from '../config/auth.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import { listenSettings } from '../config/settings.js';
import type { AppMiddleware } from './app.js';
import { HttpProblem } from './http-problem.js';

const settings = z.object({ ...listenSettings.shape, PUBLIC_URL: z.string().optional() });
const guarded = /^\/(?:api|auth)(?:\/|$)/;

const isLoopback = (host: string): boolean => isSafeUrl(`http://${isIPv6(host) ? `[${host}]` : host}`);

/**
 * In development, at loopback, refuses with `unknown_host` what was sent to another name than a loopback one or that of PUBLIC_URL:
 * tokens are known to everybody then, also to a page whose name was pointed at this machine (DNS rebinding).
 */
export const ownHost = (env: Environment): readonly AppMiddleware[] => {
  const { HOST, PUBLIC_URL } = readEnvironment(env, settings);
  if (readEnvironment(env, authSettings).mode !== 'static' || !isLoopback(HOST)) return [];
  const known = PUBLIC_URL !== undefined && URL.canParse(PUBLIC_URL) ? new URL(PUBLIC_URL).host : undefined;
  const only: AppMiddleware = (ctx, next) => {
    const host = ctx.get('Host');
    if (!guarded.test(ctx.path) || host === known || isLoopback(host)) return next();
    throw new HttpProblem(421, 'unknown_host', 'In development, tokens are taken at localhost alone, or at PUBLIC_URL.');
  };
  return [only];
};
