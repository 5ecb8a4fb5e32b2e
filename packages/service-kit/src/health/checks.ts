import type { Readiness } from './routes.js';

/** `ok`, or in a few words what is amiss. */
export type Check = () => Promise<string>;

const longestCheckMs = 2_000;

const settle = (check: Check): Promise<string> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, longestCheckMs, 'no answer');
    void check()
      .catch(() => 'unreachable')
      .then(resolve)
      .finally(() => clearTimeout(late));
  });

/** Runs all checks side by side, none longer than 2 s. */
export const runChecks = async (checks: Readonly<Record<string, Check>>): Promise<Readiness> => {
  const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await settle(check)] as const));
  return { ok: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
};
