import type { RequestListener } from 'node:http';
import { DomainError } from '@ordermill/kernel';
import type { Logger } from 'pino';
import { createApp } from '../http/app.js';

/** Answers while a service waits for its database and broker: live, not ready, and 503 for the rest. */
export const startingListener = (log: Logger): RequestListener =>
  createApp({
    service: 'starting',
    log,
    ready: () => Promise.resolve({ ok: false, checks: { service: 'starting' } }),
    middleware: [
      () => {
        throw new DomainError('unavailable', 'starting', 'The service is starting. Try again in a moment.');
      },
    ],
  });
