import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Archive1764000400000 implements MigrationInterface {
  readonly name = 'Archive1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    // json, not jsonb: an event stays as it was written, to the digit.
    await runner.query(`
      create table archive (
        position bigint generated always as identity primary key,
        id text not null,
        source text not null,
        type text not null,
        subject text not null,
        time timestamptz not null,
        archived_at timestamptz not null default now(),
        event json not null,
        constraint archive_source_id unique (source, id)
      )`);
    await runner.query('create index archive_subject on archive (subject, position)');
    await runner.query('create index archive_type on archive (type, position)');
    await runner.query('create index archive_time on archive (time, position)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table archive');
  }
}
