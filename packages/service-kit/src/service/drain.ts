import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** How long a process takes at most to end, and the requests in its hand. */
export const drainMs = { all: 8_000, requests: 4_000 };

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
