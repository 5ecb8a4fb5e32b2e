import { type Command, InvalidArgumentError, Option } from 'commander';
import type { OpsClientOptions } from '../ops-client.js';

export interface ConnectionFlags extends Partial<OpsClientOptions> {
  readonly json?: true;
}

export interface FilterFlags {
  readonly service?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly error?: string;
  readonly failedBefore?: string;
  readonly failedAfter?: string;
}

export const connectionFlags = (command: Command): Command =>
  command
    .option('--url <url>', 'where Ordermill runs (default: ORDERMILL_URL, or HOST and PORT of the environment)')
    .option('--token <token>', 'of an admin (default: ORDERMILL_TOKEN, or the first admin among AUTH_STATIC_TOKENS)')
    .option('--json', 'JSON for programs');

export const filterFlags = (command: Command): Command =>
  command
    .option('--service <name>', 'of this service')
    .option('--type <type>', 'of this event type, such as order.created')
    .option('--reason <reason>', 'set aside for this reason: exhausted, rejected, invalid, unparseable, unknown_type, crashed, …')
    .option('--error <text>', 'with this text in the error, in upper or lower case')
    .addOption(new Option('--failed-before <time>', 'given up before this time, or longer ago than 90m, 12h, 3d').argParser(time))
    .addOption(
      new Option('--failed-after <time>', 'given up at this time or after it, or within the last 90m, 12h, 3d').argParser(time),
    );

const minutes = { m: 1, h: 60, d: 1_440 };

/** A time as ISO 8601, from itself or from an age. */
const time = (value: string): string => {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(value) ?? [];
  if (count && (unit === 'm' || unit === 'h' || unit === 'd'))
    return new Date(Date.now() - Number(count) * minutes[unit] * 60_000).toISOString();
  if (/^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
  throw new InvalidArgumentError('It must be a time such as 2026-11-21T08:00:00Z, or an age such as 90m, 12h or 3d.');
};

export const wholeNumber = (value: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(value);
};

export const positiveNumber = (value: string): number => {
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(value) || Number(value) < 0.1 || Number(value) > 10_000)
    throw new InvalidArgumentError('It must be a number from 0.1 to 10000.');
  return Number(value);
};

export const filterOf = ({ service, type, reason, error, failedBefore, failedAfter }: FilterFlags) => ({
  service,
  type,
  reason,
  error,
  failedBefore,
  failedAfter,
});

export const hasFilter = (flags: FilterFlags): boolean => Object.values(filterOf(flags)).some((value) => value !== undefined);
