import type { z } from 'zod';

const unitOf: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** `must have at least 2 characters`, `must be at most 10`. */
const bound = (limit: string, amount: number | bigint, origin: string): string => {
  const unit = unitOf[origin];
  return unit ? `must have ${limit} ${amount} ${unit[Number(amount) === 1 ? 0 : 1]}` : `must be ${limit} ${amount}`;
};

const typeNames: Readonly<Record<string, string>> = { int: 'integer' };

const formats: Readonly<Record<string, string>> = {
  uuid: 'must be a UUID',
  datetime: 'must be a time with its offset, such as 2026-11-21T05:53:17Z',
  date: 'must be a date, such as 2026-11-21',
};

/** What is wrong, where a schema has no words of its own for it. */
export const wording: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is required' : `must be of type ${typeNames[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return bound(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin);
  if (issue.code === 'too_big') return bound(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin);
  return issue.code === 'invalid_format' ? formats[issue.format] : undefined;
};
