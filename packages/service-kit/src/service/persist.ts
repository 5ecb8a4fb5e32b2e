import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@ordermill/kernel';
import type { Logger } from 'pino';

const pauseMs = { first: 250, longest: 5_000 };

export interface PersistOptions {
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

/**
 * Tries until it succeeds, because containers start in any order. Rejects when asked to stop, and with an error
 * that another try cannot mend: anything but a DomainError `unavailable`.
 */
export const persist = async <T>(work: () => Promise<T>, { log, stopping }: PersistOptions): Promise<T> => {
  for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.longest)) {
    stopping.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      stopping.throwIfAborted();
      if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
      const reason = error.cause instanceof Error ? error.cause.message : error.message;
      log.warn({ reason, pause }, 'waiting for the database');
      await sleep(pause, undefined, { signal: stopping });
    }
  }
};
