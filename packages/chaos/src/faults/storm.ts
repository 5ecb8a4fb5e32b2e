import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.js';
import type { FaultKind, PlannedFault } from './plan.js';

/** A fault that has been, in milliseconds since 1970. */
export interface PastFault {
  readonly kind: FaultKind;
  readonly target: string;
  readonly beganAt: number;
  readonly endedAt: number;
}

export interface StormOptions {
  readonly faultOf: (planned: PlannedFault) => Fault;
  readonly onEnd: (fault: PastFault) => void;
  /** Milliseconds that every target is left alone after a fault. */
  readonly restMs: number;
  readonly signal: AbortSignal;
}

/**
 * Lets each fault happen when its time comes; one whose target is still under another, or has not had its rest, waits.
 * Settles when nothing is under way any more.
 */
export const runStorm = async (
  plan: readonly PlannedFault[],
  { faultOf, onEnd, restMs, signal }: StormOptions,
): Promise<readonly PastFault[]> => {
  const lastOn = new Map<string, Promise<void>>();
  const past: PastFault[] = [];

  const happen = async ({ kind, lasting }: PlannedFault, { target, begin, end }: Fault): Promise<void> => {
    signal.throwIfAborted();
    const beganAt = Date.now();
    await begin();
    await sleep(lasting, undefined, { signal });
    await end();
    const fault = { kind, target, beganAt, endedAt: Date.now() };
    past.push(fault);
    onEnd(fault);
  };
  const inTurn = async (planned: PlannedFault): Promise<void> => {
    await sleep(planned.at, undefined, { signal });
    const fault = faultOf(planned);
    const happening = (lastOn.get(fault.target) ?? Promise.resolve()).then(() => happen(planned, fault));
    const rested = happening.then(() => sleep(restMs, undefined, { signal }));
    rested.catch(() => undefined); // whoever comes next, or nobody, sees it
    lastOn.set(fault.target, rested);
    await happening;
  };

  const outcomes = await Promise.allSettled(plan.map(inTurn));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  return past;
};
