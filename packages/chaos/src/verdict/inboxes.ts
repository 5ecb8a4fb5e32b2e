import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/** Whatever is in a log has been handled by every service that its definition names. */
export const checkInboxes = (evidence: readonly Evidence[]): Finding[] =>
  evidence.flatMap(({ module: { name, catalog }, handled }) =>
    evidence
      .flatMap(({ events }) => events)
      .filter(({ type, source, id }) => catalog[type]?.consumers.includes(name) && !handled.has(`${source} ${id}`))
      .map(({ subject, type }): Finding => ({ kind: 'lost', about: subject, problem: `${name} has not handled ${type}` })),
  );
