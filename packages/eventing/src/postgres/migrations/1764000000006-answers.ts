import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What requests that may come again were answered. */
export class Answers1764000000006 implements MigrationInterface {
  readonly name = 'Answers1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table eventing.answers (
        id text primary key,
        fingerprint text not null,
        status integer not null,
        headers jsonb not null,
        body text not null,
        answered_at timestamptz not null default now()
      )`);
    await runner.query('create index answers_answered_at on eventing.answers using brin (answered_at) with (autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table eventing.answers');
  }
}
