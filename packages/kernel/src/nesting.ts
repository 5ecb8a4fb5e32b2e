/** Whoever reads or writes JSON by recursion ends somewhere; all of them go further than this. */
export const mostLevels = 1_000;

/** Whether arrays and objects lie in one another on more than `mostLevels` levels. */
export const isNestedTooDeep = (value: unknown): boolean => {
  let level = [value].filter(isNested);
  for (let depth = 0; depth < mostLevels && level.length > 0; depth += 1)
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  return level.length > 0;
};

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
