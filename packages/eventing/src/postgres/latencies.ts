// Twenty to every power of e: a class is 5 % wide, and what is told of it is its middle.
const classesPerPower = 20;

/** SQL: the class of a latency, given in milliseconds. */
export const latencyClass = (ms: string): string => `floor(ln(greatest(0, ${ms}) + 1) * ${classesPerPower})`;

/** Messages by class of latency; null where it is not known. */
export interface LatencyCount {
  readonly latency: number | null;
  readonly handled: number;
}

const middleOf = (latency: number): number => Math.round(Math.exp((latency + 0.5) / classesPerPower) - 1);

/** The latency in milliseconds that this part of the messages does not exceed, to 3 %; null where none is known. */
export const percentileOf = (counts: readonly LatencyCount[], part: number): number | null => {
  const known = counts
    .flatMap(({ latency, handled }) => (latency === null ? [] : [{ latency, handled }]))
    .toSorted((a, b) => a.latency - b.latency);
  const total = known.reduce((sum, { handled }) => sum + handled, 0);
  let seen = 0;
  for (const { latency, handled } of known) {
    seen += handled;
    if (seen >= total * part) return middleOf(latency);
  }
  return null;
};
