import { useSearchParams } from 'react-router';
import type { LetterFilter } from '../../../api/ops-dead-letters.js';

const names = ['service', 'reason', 'type', 'subject', 'error'] as const;

/** The filter is in the address, so that it can be linked to and survives a reload. */
export const useLetterFilter = () => {
  const [parameters, setParameters] = useSearchParams();
  const entriesOf = (values: (name: (typeof names)[number]) => string | null | undefined): [string, string][] =>
    names.flatMap((name) => {
      const value = values(name);
      return value ? [[name, value]] : [];
    });
  const chosen = entriesOf((name) => parameters.get(name));
  const filter: LetterFilter = Object.fromEntries(chosen);
  const choose = (change: LetterFilter): void =>
    setParameters(
      entriesOf((name) => (Object.hasOwn(change, name) ? change[name] : filter[name])),
      { replace: true },
    );
  return { filter, choose, clear: () => setParameters([], { replace: true }), isFiltered: chosen.length > 0 };
};
