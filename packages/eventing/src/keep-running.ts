import { setTimeout as sleep } from 'node:timers/promises';

const milliseconds = { first: 100, longest: 5_000, calm: 10_000 };

/** Full jitter, in milliseconds: anywhere below a ceiling that doubles with each attempt, so that many clients do not come back together. `random` is in [0, 1). */
export const pauseBefore = (attempt: number, random: number): number =>
  Math.floor(random * Math.min(milliseconds.longest, milliseconds.first * 2 ** Math.min(attempt, 16)));

/** Runs `run` again whenever it ends, well or badly, after a pause; until aborted. Never rejects. */
export const keepRunning = async (
  run: () => Promise<void>,
  { signal, onError }: { readonly signal: AbortSignal; readonly onError: (error: unknown) => void },
): Promise<void> => {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const started = performance.now();
    await run().catch((error: unknown) => {
      if (!signal.aborted) onError(error);
    });
    if (performance.now() - started > milliseconds.calm) attempt = 0;
    await sleep(pauseBefore(attempt, Math.random()), undefined, { signal }).catch(() => undefined);
  }
};
