import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import type { LoggedEvent } from './logged-event.js';

/** The log of the orders has recorded what others have stated for it: all of it, once each, as it was stated. No other log has recorded anything. */
export const checkReceived = (evidence: readonly Evidence[]): Finding[] =>
  evidence.flatMap(({ module: { name, catalog }, received }) => {
    const stated = evidence
      .flatMap(({ events }) => events)
      .filter(({ type, source }) => name === 'order' && source !== '/order' && catalog[type]?.consumers.includes(name));
    const originals = new Map(stated.map((event) => [keyOf(event), event]));
    const recorded = new Set<string>();
    const wrong = received.flatMap((event): Finding[] => {
      const key = keyOf(event);
      const { subject: about, type } = event;
      if (recorded.has(key)) return [{ kind: 'repeated', about, problem: `${name} has recorded ${type} twice` }];
      recorded.add(key);
      return isRecordOf(event, originals.get(key))
        ? []
        : [{ kind: 'unfounded', about, problem: `${name} has recorded a ${type} that nobody has stated so` }];
    });
    const missing = stated
      .filter((event) => !recorded.has(keyOf(event)))
      .map(({ subject, type }): Finding => ({ kind: 'lost', about: subject, problem: `${name} has not recorded ${type}` }));
    return [...wrong, ...missing];
  });

const keyOf = ({ source, id }: LoggedEvent): string => `${source} ${id}`;

const isRecordOf = (recorded: LoggedEvent, stated: LoggedEvent | undefined): boolean =>
  stated !== undefined &&
  recorded.internal &&
  recorded.stream === `timeline-${stated.subject}` &&
  statementOf(recorded) === statementOf(stated);

const statementOf = ({ type, schemaVersion, subject, time, actor, data }: LoggedEvent): string =>
  JSON.stringify([type, schemaVersion, subject, time, actor, data]);
