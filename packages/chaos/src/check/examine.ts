import type { PastFault } from '../faults/storm.js';
import type { Load } from '../load/load.js';
import type { Evidence } from '../verdict/evidence.js';
import { readArchived } from '../verdict/archived.js';
import { readEvidence } from '../verdict/evidence.js';
import { judge } from '../verdict/judge.js';
import type { Targets } from '../faults/targets.js';
import { checkDeadLetters, readDeadLetters } from './dead-letters.js';
import type { Recorder } from './recorder.js';
import { type Lifetime, recoveries } from './recovery.js';
import { checkRequests } from './requests.js';
import { storiesAfter } from './stories.js';

export interface ExamineOptions {
  readonly mill: Targets;
  readonly load: Load;
  readonly recorder: Recorder;
  readonly poison: readonly string[];
  readonly faults: readonly PastFault[];
}

/** Reads all books of a mill that has come to rest, and compares them with each other and with what its clients know. */
export const examine = async ({ mill, load, recorder, poison, faults }: ExamineOptions) => {
  const evidence = await readEvidence(mill.database.url);
  const archived = await readArchived(mill.database.url);
  const letters = await readDeadLetters(mill.broker.url);
  const accepted = load.accepted.map(({ id }) => id);
  const deadLetters = checkDeadLetters(letters, poison);
  const expected = storiesAfter(load.accepted);
  const lifetimes = lifetimesOf(evidence, load);
  return {
    findings: [
      ...judge(evidence, { accepted, expected, recorded: recorder.events, archived }),
      ...checkRequests(evidence),
      ...deadLetters,
    ],
    delivered: countOf(evidence, 'order.delivered'),
    cancelled: countOf(evidence, 'order.cancelled'),
    unknown: { requests: load.unknown, orders: countOf(evidence, 'order.created') - accepted.length },
    events: {
      logged: evidence.flatMap(({ events }) => events).filter(({ internal }) => !internal).length,
      recorded: recorder.events.length,
      repeats: recorder.repeats,
    },
    deadLetters: letters.length - deadLetters.filter(({ kind }) => kind === 'dead letter').length,
    recoveries: recoveries(faults, lifetimes),
    slowestOrder: Math.max(0, ...lifetimes.map(({ askedAt, deliveredAt }) => deliveredAt - askedAt)),
  };
};

const countOf = (evidence: readonly Evidence[], wanted: string): number =>
  evidence.flatMap(({ events }) => events).filter(({ type }) => type === wanted).length;

const lifetimesOf = (evidence: readonly Evidence[], load: Load): readonly Lifetime[] => {
  const events = evidence.flatMap((each) => each.events).filter(({ type }) => type === 'order.delivered');
  const deliveredAt = new Map(events.map(({ subject, time }) => [subject, time.getTime()]));
  return load.accepted.flatMap(({ id, askedAt }) => {
    const time = deliveredAt.get(id);
    return time === undefined ? [] : [{ askedAt, deliveredAt: time }];
  });
};
