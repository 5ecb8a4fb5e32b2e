import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplicaState } from './replica.js';

const pauseMs = 250;

/**
 * Replicas in turn. One that could not be reached, or is about to end, comes last until it is ready again: not every request has to find out,
 * and none goes to one that is still starting while there are others.
 * One that keeps callers waiting for a connection is not asked at all until it answers, so that requests fail at once where nobody serves them.
 */
export const rotation = (urls: readonly string[], stateOf: (url: string) => Promise<ReplicaState>) => {
  const resting = new Set<string>();
  const away = new Set<string>();
  let turn = 0;
  const inTurn = (): readonly string[] => {
    turn = (turn + 1) % urls.length;
    const rotated = [...urls.slice(turn), ...urls.slice(0, turn)].filter((url) => !away.has(url));
    return [...rotated.filter((url) => !resting.has(url)), ...rotated.filter((url) => resting.has(url))];
  };
  const awaken = async (url: string): Promise<void> => {
    do {
      await sleep(pauseMs, undefined, { ref: false });
      const state = await stateOf(url);
      if (state !== 'away') away.delete(url);
      if (state === 'ready') resting.delete(url);
    } while (resting.has(url));
  };
  const rest = (url: string): void => {
    if (resting.has(url)) return;
    resting.add(url);
    void awaken(url);
  };
  const avoid = (url: string): void => {
    away.add(url);
    rest(url);
  };
  return { inTurn, rest, avoid };
};
