import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/** Every stream counts 1, 2, 3. */
export const checkStreams = ({ events, received }: Evidence): Finding[] => {
  const last = new Map<string, number>();
  return [...events, ...received].flatMap(({ stream, version, subject }): Finding[] => {
    const expected = (last.get(stream) ?? 0) + 1;
    last.set(stream, version);
    return version === expected
      ? []
      : [{ kind: 'gap', about: subject, problem: `${stream} has version ${version} where ${expected} belongs` }];
  });
};
