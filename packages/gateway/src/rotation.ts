const restMs = 1_000;

/** Replicas in turn. One that could not be reached comes last for a second, so that not every request has to find out. */
export const rotation = (urls: readonly string[], now: () => number = Date.now) => {
  const restsUntil = new Map<string, number>();
  let turn = 0;
  const inTurn = (): readonly string[] => {
    turn = (turn + 1) % urls.length;
    const rotated = [...urls.slice(turn), ...urls.slice(0, turn)];
    const isResting = (url: string): boolean => (restsUntil.get(url) ?? 0) > now();
    return [...rotated.filter((url) => !isResting(url)), ...rotated.filter(isResting)];
  };
  return { inTurn, rest: (url: string): void => void restsUntil.set(url, now() + restMs) };
};
