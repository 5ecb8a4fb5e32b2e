import type { Recovery } from '../check/recovery.js';
import type { PastFault } from '../faults/storm.js';
import type { Finding } from '../verdict/finding.js';

/** What a run has shown. */
export interface Outcome {
  readonly accepted: number;
  /** Requests whose answer was lost, and orders that they had placed all the same. */
  readonly unknown: { readonly requests: number; readonly orders: number };
  readonly delivered: number;
  readonly cancelled: number;
  readonly events: { readonly logged: number; readonly recorded: number; readonly repeats: number };
  readonly poison: number;
  readonly deadLetters: number;
  readonly faults: readonly PastFault[];
  readonly recoveries: readonly Recovery[];
  /** Milliseconds from the request to the delivery. */
  readonly slowestOrder: number;
  readonly loadMs: number;
  readonly findings: readonly Finding[];
  /** What else went wrong: processes that ended by themselves, answers that nothing explains. */
  readonly troubles: readonly string[];
}

export const isFlawless = ({ findings, troubles }: Outcome): boolean => findings.length === 0 && troubles.length === 0;
