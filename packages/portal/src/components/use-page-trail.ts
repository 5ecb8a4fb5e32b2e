import { useLocation, useNavigate, useSearchParams } from 'react-router';

export interface PageTrail {
  readonly cursor: string | undefined;
  readonly isFirst: boolean;
  readonly forward: (cursor: string) => void;
  readonly back: () => void;
}

type Cursors = readonly (string | undefined)[];

/** The page of a list, in the address; the pages before it travel along, because a cursor only leads forward. */
export const usePageTrail = (): PageTrail => {
  const [parameters] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const cursor = parameters.get('cursor') ?? undefined;
  const before = (location.state as { readonly before?: Cursors } | null)?.before ?? [];

  const go = (to: string | undefined, trail: Cursors): void => {
    const next = new URLSearchParams(parameters);
    if (to === undefined) next.delete('cursor');
    else next.set('cursor', to);
    void navigate({ search: next.toString() }, { state: { before: trail } });
  };

  return {
    cursor,
    isFirst: cursor === undefined,
    forward: (to) => go(to, [...before, cursor]),
    back: () => go(before.at(-1), before.slice(0, -1)),
  };
};
