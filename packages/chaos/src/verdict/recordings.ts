import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import type { LoggedEvent } from './logged-event.js';

/** An event as it was on the bus. */
export interface Recorded {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly data: unknown;
}

/** The bus has carried what the logs hold, all of it and as it is, each stream in its order; repeats are the same again. */
export const checkRecordings = (evidence: readonly Evidence[], recorded: readonly Recorded[]): Finding[] => [
  ...compare(evidence, recorded, 'on the bus'),
  ...checkOrder(recorded, publishedIn(evidence)),
];

/** The archive has what the logs hold, all of it and as it is; several replicas write it, so that orders of streams may differ. */
export const checkArchive = (evidence: readonly Evidence[], archived: readonly Recorded[]): Finding[] =>
  compare(evidence, archived, 'in the archive');

const publishedIn = (evidence: readonly Evidence[]): ReadonlyMap<string, LoggedEvent> => {
  const published = evidence.flatMap(({ events }) => events).filter(({ internal }) => !internal);
  return new Map(published.map((event) => [event.id, event]));
};

const compare = (evidence: readonly Evidence[], recorded: readonly Recorded[], where: string): Finding[] => {
  const logged = publishedIn(evidence);
  const heard = new Set(recorded.map(({ id }) => id));
  const unheard = [...logged.values()]
    .filter(({ id }) => !heard.has(id))
    .map(({ subject, type }): Finding => ({ kind: 'lost', about: subject, problem: `${type} was never ${where}` }));
  const ours = new Set(evidence.map(({ module }) => `/${module.name}`));
  const unfounded = recorded
    .filter((event) => ours.has(event.source) && !isSame(event, logged.get(event.id)))
    .map(({ subject, type }): Finding => ({ kind: 'unfounded', about: subject, problem: `no log holds the ${type} ${where}` }));
  return [...unheard, ...unfounded];
};

const isSame = ({ type, subject, sequence, data }: Recorded, logged: LoggedEvent | undefined): boolean =>
  type === logged?.type &&
  subject === logged.subject &&
  Number(sequence) === logged.version &&
  JSON.stringify(data) === JSON.stringify(logged.data);

/** Repeats aside: what is heard for the first time comes after all that came before it in its stream. */
const checkOrder = (recorded: readonly Recorded[], logged: ReadonlyMap<string, LoggedEvent>): Finding[] => {
  const last = new Map<string, number>();
  const heard = new Set<string>();
  return recorded.flatMap(({ id, type, subject }): Finding[] => {
    const event = logged.get(id);
    if (!event || heard.has(id)) return [];
    heard.add(id);
    const before = last.get(event.stream) ?? 0;
    last.set(event.stream, Math.max(before, event.version));
    return event.version > before
      ? []
      : [{ kind: 'disorder', about: subject, problem: `${type} was on the bus after version ${before}` }];
  });
};
