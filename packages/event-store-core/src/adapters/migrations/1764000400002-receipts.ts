import type { MigrationInterface, QueryRunner } from 'typeorm';

/** After how many tries an event was archived, and what finds those of the last minutes. */
export class Receipts1764000400002 implements MigrationInterface {
  readonly name = 'Receipts1764000400002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table archive add column tries integer');
    await runner.query('create index archive_archived_at on archive using brin (archived_at) with (autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index archive_archived_at');
    await runner.query('alter table archive drop column tries');
  }
}
