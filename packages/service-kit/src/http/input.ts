import { DomainError, type FieldError } from '@ordermill/kernel';
import type { z } from 'zod';
import { wording } from './wording.js';

const mostErrors = 20;

const pathOf = (keys: readonly PropertyKey[]): string => keys.map(String).join('.').slice(0, 200) || 'body';

/** A key is the client's: it may be what should have been a value. */
const withoutCardNumber = (key: string): string => key.replaceAll(/\d(?:[ -]?\d){11,}/g, '…');

const fieldErrors = (issue: z.core.$ZodIssue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: pathOf([...issue.path, withoutCardNumber(key)]), message: 'is not a known field' }))
    : [{ path: pathOf(issue.path), message: issue.message }];

/** PostgreSQL stores no NUL, and no half of a surrogate pair. */
const unstorableTexts = (value: unknown, path: readonly PropertyKey[] = []): FieldError[] => {
  if (typeof value === 'string')
    return value.includes('\0') || !isWellFormed(value)
      ? [{ path: pathOf(path), message: 'must not contain NUL or an unpaired surrogate' }]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => unstorableTexts(child, [...path, key]));
};

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const invalid = (all: readonly FieldError[]): DomainError => {
  const errors = all.slice(0, mostErrors);
  return new DomainError('invalid', 'invalid_request', errors.map(({ path, message }) => `${path}: ${message}`).join('; '), {
    errors,
  });
};

/** Input of a request (a body, a query) in the shape of the schema; throws `invalid_request` that names every field at fault. */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(value, { error: wording });
  if (!parsed.success) throw invalid(parsed.error.issues.flatMap(fieldErrors));
  const unstorable = unstorableTexts(parsed.data);
  if (unstorable.length > 0) throw invalid(unstorable);
  return parsed.data;
};

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The path parameter `name` as a UUID in lower case; throws `invalid_id` for anything else. */
export const uuidParam = (ctx: { readonly params: Readonly<Record<string, string>> }, name: string): string => {
  const value = ctx.params[name] ?? '';
  if (uuid.test(value)) return value.toLowerCase();
  throw new DomainError('invalid', 'invalid_id', `${name}: must be a UUID`, {
    errors: [{ path: name, message: 'must be a UUID' }],
  });
};
