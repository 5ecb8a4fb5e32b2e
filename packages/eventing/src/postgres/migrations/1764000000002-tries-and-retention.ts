import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tries of messages that may have ended their process, and what finds old rows of the inbox. */
export class TriesAndRetention1764000000002 implements MigrationInterface {
  readonly name = 'TriesAndRetention1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table eventing.tries (
        body_hash text primary key,
        tries integer not null,
        last_at timestamptz not null default now()
      )`);
    // Rows arrive in the order of time: a few bytes for many pages, and next to nothing to keep up.
    await runner.query('create index inbox_handled_at on eventing.inbox using brin (handled_at) with (autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index eventing.inbox_handled_at');
    await runner.query('drop table eventing.tries');
  }
}
