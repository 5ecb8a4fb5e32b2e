import { type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './config/settings.js';

export type { Logger };

/** JSON lines on stderr, which leaves stdout to what a program prints for its user. */
export const createLogger = (level: LogLevel, bindings: object = {}): Logger =>
  pino({ level, base: { ...bindings }, timestamp: stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
