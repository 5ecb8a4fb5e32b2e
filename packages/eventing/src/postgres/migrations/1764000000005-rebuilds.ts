import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last rebuild of each projection, and how far it has come. */
export class Rebuilds1764000000005 implements MigrationInterface {
  readonly name = 'Rebuilds1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table eventing.rebuilds (
        projection text primary key,
        id uuid not null,
        status text not null,
        requested_by text not null,
        requested_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        built_to text not null default '',
        followed pg_snapshot,
        events_read bigint not null default 0,
        events_total bigint not null default 0,
        streams bigint not null default 0,
        working_ms bigint not null default 0,
        error text
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table eventing.rebuilds');
  }
}
