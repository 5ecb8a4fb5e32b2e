import { z } from 'zod';
import type { Evidence } from '../verdict/evidence.js';
import type { Finding } from '../verdict/finding.js';

const described = z.object({ description: z.string() });

/** Every request has a description of its own: two orders with the same mean that somebody repeated a request that only its client may repeat. */
export const checkRequests = (evidence: readonly Evidence[]): readonly Finding[] => {
  const seen = new Set<string>();
  return evidence
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'order.created')
    .flatMap(({ subject, data }): Finding[] => {
      const { description } = described.parse(data);
      if (seen.has(description)) return [{ kind: 'repeated', about: subject, problem: `"${description}" was placed twice` }];
      seen.add(description);
      return [];
    });
};
