import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 250;

/**
 * Replicas in turn. One that could not be reached, or is about to end, comes last until it is ready again: not every request has to find out,
 * and none goes to one that is still starting while there are others.
 */
export const rotation = (urls: readonly string[], isReady: (url: string) => Promise<boolean>) => {
  const resting = new Set<string>();
  let turn = 0;
  const inTurn = (): readonly string[] => {
    turn = (turn + 1) % urls.length;
    const rotated = [...urls.slice(turn), ...urls.slice(0, turn)];
    return [...rotated.filter((url) => !resting.has(url)), ...rotated.filter((url) => resting.has(url))];
  };
  const awaken = async (url: string): Promise<void> => {
    do await sleep(pauseMs, undefined, { ref: false });
    while (!(await isReady(url)));
    resting.delete(url);
  };
  const rest = (url: string): void => {
    if (resting.has(url)) return;
    resting.add(url);
    void awaken(url);
  };
  return { inTurn, rest };
};
