import type { Recovery } from '../check/recovery.js';
import type { PastFault } from '../faults/storm.js';
import type { FindingKind } from '../verdict/finding.js';
import { isFlawless, type Outcome } from './outcome.js';

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const byKind = (faults: readonly PastFault[]): string => {
  const counts = new Map<string, number>();
  for (const { kind } of faults) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ') || 'none';
};

const longest = (recoveries: readonly Recovery[]): string => {
  const [worst] = recoveries.toSorted((one, other) => other.ms - one.ms);
  return worst ? `${seconds(worst.ms)} after ${worst.fault.kind} of ${worst.fault.target}` : 'nothing to recover from';
};

/** A label and its value for each line of the table. */
const rowsOf = (outcome: Outcome): readonly (readonly [string, string])[] => {
  const { accepted, unknown, delivered, cancelled, events, faults, findings, loadMs } = outcome;
  const count = (...kinds: readonly FindingKind[]) => String(findings.filter(({ kind }) => kinds.includes(kind)).length);
  return [
    ['orders accepted (answered with 201)', String(accepted)],
    ['requests with an unknown outcome', `${unknown.requests}, which had placed ${unknown.orders} orders more`],
    ['terminal', `${delivered + cancelled} (${delivered} delivered, ${cancelled} cancelled)`],
    ['lost', count('lost')],
    ['effects repeated', count('repeated')],
    ['streams with gaps, stories that cannot be', count('gap', 'story')],
    ['views that differ from a rebuild', count('view')],
    ['events logged / heard by the recorder', `${events.logged} / ${events.recorded} (and ${events.repeats} repeats)`],
    ['events on the bus in no log, or out of order', count('unfounded', 'disorder')],
    ['dead letters explained / unexplained', `${outcome.deadLetters} of ${outcome.poison} poisoned / ${count('dead letter')}`],
    ['still under way', count('unsettled')],
    ['processes that ended by themselves and the like', String(outcome.troubles.length)],
    ['faults', `${faults.length}: ${byKind(faults)}`],
    ['longest recovery: end of a fault → an order placed after it is delivered', longest(outcome.recoveries)],
    ['slowest order: request → delivered', seconds(outcome.slowestOrder)],
    ['throughput', `${((accepted / loadMs) * 1_000).toFixed(1)} orders/s over ${seconds(loadMs)}`],
  ];
};

const shown = 20;

/** The table, what is wrong, and how to see it again. */
export const reportOf = (outcome: Outcome, command: string): string => {
  const rows = rowsOf(outcome);
  const width = Math.max(...rows.map(([label]) => label.length));
  const values = Math.max(...rows.map(([, value]) => value.length));
  const wrong = [...outcome.troubles, ...outcome.findings.map(({ kind, about, problem }) => `${kind}: ${about} ${problem}`)];
  return [
    `| ${''.padEnd(width)} | ${''.padEnd(values)} |`,
    `| ${'-'.repeat(width)} | ${'-'.repeat(values)} |`,
    ...rows.map(([label, value]) => `| ${label.padEnd(width)} | ${value.padEnd(values)} |`),
    '',
    ...wrong.slice(0, shown).map((line) => `  ${line}`),
    ...(wrong.length > shown ? [`  and ${wrong.length - shown} more`] : []),
    `${isFlawless(outcome) ? 'Nothing lost, nothing twice' : 'FAILED'}; again: ${command}`,
  ].join('\n');
};
