import { invalidField } from '@ordermill/kernel';
import type { EntitySchema, FindOptionsWhere } from 'typeorm';
import type { Database } from './database.js';
import { translateError } from './errors.js';

export interface PageQuery {
  readonly limit: number;
  /** As the page before returned it. */
  readonly cursor?: string | undefined;
  /** ISO 8601, inclusive. */
  readonly createdFrom?: string | undefined;
  /** ISO 8601, exclusive. */
  readonly createdTo?: string | undefined;
}

export interface ViewPage<Row> {
  readonly rows: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * One page of a view with a `createdAt`, newest first and stable while rows are added; `key` is its primary key.
 * Throws DomainError `invalid_request` for a cursor that no page returned.
 */
export const readPage = async <Row extends { readonly createdAt: Date }>(
  { dataSource }: Database,
  view: EntitySchema<Row>,
  key: keyof Row & string,
  where: FindOptionsWhere<Row>,
  { limit, cursor, createdFrom, createdTo }: PageQuery,
): Promise<ViewPage<Row>> => {
  const select = dataSource.getRepository(view).createQueryBuilder('view').where(where);
  if (createdFrom !== undefined) select.andWhere('view.createdAt >= :createdFrom', { createdFrom: new Date(createdFrom) });
  if (createdTo !== undefined) select.andWhere('view.createdAt < :createdTo', { createdTo: new Date(createdTo) });
  if (cursor !== undefined) select.andWhere(`(view.createdAt, view.${key}) < (:createdAt, :key)`, readCursor(cursor));
  try {
    const rows = await select
      .orderBy('view.createdAt', 'DESC')
      .addOrderBy(`view.${key}`, 'DESC')
      .limit(limit + 1)
      .getMany();
    const last = rows[limit - 1];
    return {
      rows: rows.slice(0, limit),
      nextCursor: rows.length > limit && last ? writeCursor(last.createdAt, String(last[key])) : null,
    };
  } catch (error) {
    throw isInvalidText(error) ? unknownCursor() : translateError(error);
  }
};

const writeCursor = (createdAt: Date, key: string): string => Buffer.from(`${createdAt.getTime()}_${key}`).toString('base64url');

const readCursor = (cursor: string): { createdAt: Date; key: string } => {
  const [, time, key] = /^(\d{1,14})_([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || key === undefined) throw unknownCursor();
  return { createdAt: new Date(Number(time)), key };
};

const unknownCursor = () => invalidField('cursor', 'is not a cursor that a list returned');

// The key within a cursor is compared as the type of its column: 22P02 is invalid_text_representation.
const isInvalidText = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '22P02';
