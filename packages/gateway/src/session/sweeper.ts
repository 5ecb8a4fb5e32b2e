import type { Logger } from '@ordermill/service-kit';
import type { Sessions } from './sessions.js';

const everyMs = 60_000;

/** Deletes what has expired, until it is stopped. */
export const sweep = (sessions: Pick<Sessions, 'deleteExpired'>, log: Logger): (() => Promise<void>) => {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = sessions.deleteExpired().catch((err: unknown) => log.warn({ err }, 'expired sessions cannot be deleted now'));
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
};
