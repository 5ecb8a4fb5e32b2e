import type pg from 'pg';
import type { EntityMetadata } from 'typeorm';
import { toRecords, upsertRows } from '../view-rows.js';
import { attachmentsOf, copiedProperties, pairedIndexes, shapeOf } from './table-shape.js';

/** A table beside that of a view, like it in all but its name, until it takes its place. */
export class ShadowTable {
  readonly live: string;
  readonly name: string;

  constructor(
    private readonly client: pg.Client,
    private readonly view: EntityMetadata,
  ) {
    const schema = view.schema === undefined ? '' : `${client.escapeIdentifier(view.schema)}.`;
    this.live = schema + client.escapeIdentifier(view.tableName);
    this.name = schema + client.escapeIdentifier(`${view.tableName}_rebuild`);
  }

  /** What nobody could give to a copy of the live table. */
  async obstacles(): Promise<readonly string[]> {
    const { rows } = await this.client.query<{ attachment: string }>(attachmentsOf('$1'), [this.live]);
    return rows.map(({ attachment }) => attachment);
  }

  /** An empty one, whatever was there. */
  async create(): Promise<void> {
    await this.drop();
    await this.client.query(`create table ${this.name} (like ${this.live} including all)`);
    const { rows } = await this.client.query<{ statement: string }>(copiedProperties('$1', '$2::text'), [this.live, this.name]);
    for (const { statement } of rows) await this.client.query(statement);
  }

  async drop(): Promise<void> {
    await this.client.query(`drop table if exists ${this.name}`);
  }

  /** Whether it is there, and the live table has not been changed by a migration since it was made. */
  async fits(): Promise<boolean> {
    const text = `select to_regclass($2) is not null and ${shapeOf('$1')} = ${shapeOf('$2')} as fits`;
    const { rows } = await this.client.query<{ fits: boolean | null }>(text, [this.live, this.name]);
    return rows[0]?.fits ?? false;
  }

  async analyze(): Promise<void> {
    await this.client.query(`analyze ${this.name}`);
  }

  /** SQL that puts rows, and the value of its one parameter. */
  put(rows: readonly object[]): { readonly text: string; readonly value: string } {
    return { text: upsertRows(this.view, '$1::jsonb', this.name), value: JSON.stringify(toRecords(this.view, rows)) };
  }

  /** Keeps everybody from the live table until the transaction ends; rejects with 55P03 when somebody holds it for too long. */
  async lockLive(): Promise<void> {
    await this.client.query(`set local lock_timeout = '${longestWaitMs}ms'`);
    await this.client.query(`lock table ${this.live} in access exclusive mode`);
  }

  /** In the transaction that has locked the live table. */
  async replaceLive(): Promise<void> {
    const { rows } = await this.client.query<{ name: string; other: string }>(pairedIndexes('$1', '$2'), [this.live, this.name]);
    const schema = this.view.schema === undefined ? '' : `${this.client.escapeIdentifier(this.view.schema)}.`;
    const renames = rows.map(
      ({ name, other }) =>
        `alter index ${schema}${this.client.escapeIdentifier(other)} rename to ${this.client.escapeIdentifier(name)}`,
    );
    const { live, name } = this;
    const rename = `alter table ${name} rename to ${this.client.escapeIdentifier(this.view.tableName)}`;
    await this.client.query([`drop table ${live}`, rename, ...renames].join('; '));
  }
}

// While one waits for this lock, everybody else waits behind it.
const longestWaitMs = 100;
