import { type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './config/settings.js';

export type { Logger };

/** What is told of an error, and of what caused it. Drivers hang whole connections onto theirs. */
const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, message, code, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
};

/** JSON lines on stderr, which leaves stdout to what a program prints for its user. Errors go under `err`. */
export const createLogger = (level: LogLevel, bindings: object = {}): Logger =>
  pino(
    { level, base: { ...bindings }, timestamp: stdTimeFunctions.isoTime, serializers: { err: describeError } },
    pino.destination({ fd: 2, sync: true }),
  );
