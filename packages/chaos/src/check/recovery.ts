import type { PastFault } from '../faults/storm.js';

export interface Lifetime {
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly deliveredAt: number;
}

export interface Recovery {
  readonly fault: PastFault;
  readonly ms: number;
}

/** For each fault, the time from its end until an order that was placed after it was delivered; other faults may fall into it. */
export const recoveries = (faults: readonly PastFault[], lifetimes: readonly Lifetime[]): readonly Recovery[] =>
  faults.flatMap((fault) => {
    const after = lifetimes.filter(({ askedAt }) => askedAt >= fault.endedAt).map(({ deliveredAt }) => deliveredAt);
    return after.length === 0 ? [] : [{ fault, ms: Math.min(...after) - fault.endedAt }];
  });
