import { DomainError } from '@ordermill/kernel';
import pg from 'pg';

/** Another transaction was first: a stream version, an inbox row or a unique column is taken. Running again sees its effect. */
export class ConcurrencyConflict extends Error {
  override readonly name = 'ConcurrencyConflict';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

// Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, resources, operator intervention (query_canceled is 57014).
const unavailable = /^(08|53|57P|25006)|^E[A-Z]+$/;
const conflict = /^(23505|40001|40P01)$/;
const unstorable = /^(22021|22P05)$/;
const lostConnection =
  /Query read timeout|Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error/i;

// 22P02 stands for any malformed value; of what we send, JSON alone can be malformed by its text: with half of a surrogate pair.
const isBrokenJson = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '22P02' && (error.routine ?? '').includes('json');

/** Puts a driver's error into the terms of eventing: ConcurrencyConflict, DomainError `store_unavailable` or `unstorable_text`, or as it was. */
export const translateError = (error: unknown): unknown => {
  if (error instanceof DomainError || error instanceof ConcurrencyConflict) return error;
  const code = codeOf(error);
  if (conflict.test(code)) return new ConcurrencyConflict('another transaction was first', { cause: error });
  if (unstorable.test(code) || isBrokenJson(error))
    return new DomainError('invalid', 'unstorable_text', 'text with characters that cannot be stored', { cause: error });
  const lost = unavailable.test(code) || (error instanceof Error && lostConnection.test(error.message));
  return lost ? new DomainError('unavailable', 'store_unavailable', 'the database cannot be reached', { cause: error }) : error;
};
