import type { RequestListener } from 'node:http';
import { DomainError } from '@ordermill/kernel';
import type { Logger } from 'pino';
import { createApp } from '../http/app.js';
import { sendProblem } from '../http/problem.js';

/** Answers while a service waits for its database and broker: live, not ready, and 503 for the rest. */
export const startingListener = (log: Logger): RequestListener =>
  createApp({
    service: 'starting',
    log,
    ready: () => Promise.resolve({ ok: false, checks: { service: 'starting' } }),
    middleware: [
      (ctx) => {
        ctx.respond = false;
        // Not thrown: it is no news to the log.
        sendProblem(ctx.res, new DomainError('unavailable', 'starting', 'The service is starting. Try again in a moment.'));
      },
    ],
  });
