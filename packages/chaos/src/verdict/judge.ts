import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { checkInboxes } from './inboxes.js';
import { checkReceived } from './received.js';
import { checkArchive, checkRecordings, type Recorded } from './recordings.js';
import { checkStories, type ExpectedStories } from './stories.js';
import { checkStreams } from './streams.js';

export interface Promised {
  /** Ids of orders that somebody was told are accepted. */
  readonly accepted: readonly string[];
  readonly expected: ExpectedStories;
  /** Everything that was ever on the bus, in its order, with or without repeats. */
  readonly recorded: readonly Recorded[];
  /** Everything that is in the archive. */
  readonly archived: readonly Recorded[];
}

/** What is wrong with all that a mill has ever done; nothing, once it has come to rest. Its queues are looked at apart. */
export const judge = (
  evidence: readonly Evidence[],
  { accepted, expected, recorded, archived }: Promised,
): readonly Finding[] => [
  ...checkStories(evidence, { accepted, expected }),
  ...evidence.flatMap(checkStreams),
  ...evidence.flatMap(checkViews),
  ...evidence.flatMap(checkRest),
  ...checkInboxes(evidence),
  ...checkReceived(evidence),
  ...checkRecordings(evidence, recorded),
  ...checkArchive(evidence, archived),
];

const checkViews = ({ changedRows }: Evidence): Finding[] =>
  changedRows.map(({ id, kept, rebuilt }) => ({ kind: 'view', about: id, problem: `is ${kept}, and ${rebuilt} by its log` }));

const checkRest = ({ module: { name }, unpublished, overdue }: Evidence): Finding[] => [
  ...(unpublished > 0 ? [{ kind: 'unsettled', about: name, problem: `the relay is ${unpublished} events behind` } as const] : []),
  ...overdue.map((key): Finding => ({ kind: 'unsettled', about: key, problem: `the timer of ${name} is overdue` })),
];
