import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { faults } from './faults/faults.js';
import { type PastFault, runStorm } from './faults/storm.js';
import type { Targets } from './faults/targets.js';
import type { Load } from './load/load.js';
import { publishPoison } from './load/poison.js';
import { extraOrder, type Plan } from './plan.js';
import { clock, type Progress } from './report/progress.js';

export interface OrdealOptions {
  readonly mill: Targets;
  readonly plan: Plan;
  readonly load: Load;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const extraOrderMs = 500;

/** Load and faults side by side; the faults that have been. When one of them fails, all end. */
export const runOrdeal = async ({ mill, plan, load, progress, signal }: OrdealOptions): Promise<readonly PastFault[]> => {
  const failed = new AbortController();
  const ending = AbortSignal.any([signal, failed.signal]);
  setMaxListeners(0, ending);
  const began = Date.now();
  const storm = runStorm(plan.faults, {
    faultOf: (planned) => faults[planned.kind](mill, planned),
    onEnd: ({ kind, target, beganAt, endedAt }) =>
      progress.print(`${clock(endedAt - began)}  ${kind} of ${target}, over after ${((endedAt - beganAt) / 1_000).toFixed(1)} s`),
    restMs: plan.restMs,
    signal: ending,
  });
  const parts = [storm, placeAll(plan, load, storm, ending), publishPoison(plan.poison, mill.broker.url, ending)];
  for (const part of parts) part.catch((error: unknown) => failed.abort(error));
  await Promise.allSettled(parts);
  ending.throwIfAborted();
  return storm;
};

/** What is planned, then one order after another until an order was placed after the last fault. */
const placeAll = async ({ orders }: Plan, load: Load, storm: Promise<unknown>, signal: AbortSignal): Promise<void> => {
  await load.run(orders, signal);
  const passed = storm.then(() => true);
  for (let number = orders.length + 1, over = false; !over; number += 1) {
    over = await Promise.race([passed, sleep(extraOrderMs, false, { signal })]);
    await load.complete(extraOrder(number), signal);
  }
};
