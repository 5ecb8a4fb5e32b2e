import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { HttpServer } from '../http/server.js';

/** How long a process takes at most to end, and the requests in its hand; and how long it says that it is not ready before it accepts no more. */
export const drainMs = { all: 8_000, requests: 4_000, announcement: 250 };

/** A part of a process that has to end, in words for the log, and how. */
export type DrainStep = readonly [what: string, end: () => Promise<unknown> | undefined];

/** Ends one part after the other, all within `ms` milliseconds; a part that fails or is late does not hold back the others. */
export const drainInOrder = async (steps: readonly DrainStep[], ms: number, log: Logger): Promise<void> => {
  const late = new AbortController();
  const deadline = sleep(ms, 'late', { signal: late.signal }).catch(() => 'late');
  for (const [what, end] of steps) {
    try {
      if ((await Promise.race([end(), deadline])) === 'late') log.warn(`the ${what} did not end in time`);
      else log.debug(`the ${what} ended`);
    } catch (error) {
      log.error({ err: error }, `the ${what} did not end well`);
    }
  }
  late.abort();
};

/** Lets whoever asks for readiness, or keeps connections open, turn elsewhere while everything is still answered. */
export const announce = (server: HttpServer): DrainStep => [
  'announcement',
  () => {
    server.announceEnd();
    return sleep(drainMs.announcement);
  },
];
