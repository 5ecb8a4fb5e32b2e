/** A value at a path of keys; undefined takes it out. */
export type Edit = readonly [path: readonly string[], value: unknown];

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** A document with changes. */
export const edited = (document: object, edits: readonly Edit[]): unknown => {
  const copy = structuredClone(document) as Tree;
  for (const [path, value] of edits) {
    let at = copy;
    for (const key of path.slice(0, -1)) {
      const next = at[key];
      if (!isTree(next)) throw new RangeError(`there is no ${key} in ${path.join('/')}`);
      at = next;
    }
    const last = path.at(-1) ?? '';
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return copy;
};
