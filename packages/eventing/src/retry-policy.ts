/** How a failing message is tried again: at once, then after each delay in turn, then never. */
export interface RetryPolicy {
  /** Tries within one delivery, the first included. */
  readonly immediateTries: number;
  /** Milliseconds; each is a tier with a wait queue of its own. */
  readonly delays: readonly number[];
  /** Part of a delay by which it is varied either way, 0 to 1. */
  readonly jitter: number;
}

export const defaultRetryPolicy: RetryPolicy = { immediateTries: 3, delays: [1_000, 10_000, 60_000], jitter: 0.2 };

export interface Delay {
  /** The nominal delay in milliseconds, which names the wait queue. */
  readonly tier: number;
  /** The delay with its jitter, in whole milliseconds. */
  readonly ms: number;
}

/** The longest time in milliseconds from a message's first try to its last. */
export const longestRetryMs = ({ delays, jitter }: RetryPolicy): number =>
  delays.reduce((total, delay) => total + delay * (1 + jitter), 0);

/** The delay after `rounds` deliveries have failed (1 after the first), or undefined when it is time to give up. `random` is in [0, 1). */
export const delayAfter = (policy: RetryPolicy, rounds: number, random: number): Delay | undefined => {
  const tier = policy.delays[rounds - 1];
  return tier === undefined ? undefined : { tier, ms: Math.round(tier * (1 + policy.jitter * (2 * random - 1))) };
};
