import { ExplainedError } from '../explained-error.js';

const describe = (error: unknown): string => {
  if (error instanceof ExplainedError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/**
 * Runs a program that ends by itself once `stopping` is aborted, by SIGINT or SIGTERM however often they come, or by an error that nobody caught.
 * Exits with 0, or with 1 and the error on stderr.
 */
export const runProcess = async (program: (stopping: AbortSignal) => Promise<void>): Promise<never> => {
  const stop = new AbortController();
  let code = 0;
  const fail = (error: unknown): void => {
    code = 1;
    process.stderr.write(`${describe(error)}\n`);
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  process.on('uncaughtException', fail);
  try {
    await program(stop.signal);
  } catch (error) {
    if (!(stop.signal.aborted && isAbort(error))) fail(error);
  }
  process.exit(code);
};

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
