import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tells how fast a service is, and how far behind: when events happened that it has handled, after how many tries, and what waited when. */
export class Activity1764000000007 implements MigrationInterface {
  readonly name = 'Activity1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table eventing.inbox add column event_time timestamptz, add column tries integer');
    await runner.query(
      'create index event_log_appended_at on eventing.event_log using brin (appended_at) with (autosummarize = on)',
    );
    await runner.query(`
      create table eventing.lag_samples (
        at timestamptz primary key,
        pending integer not null,
        lag_seconds float8 not null,
        waiting integer
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table eventing.lag_samples');
    await runner.query('drop index eventing.event_log_appended_at');
    await runner.query('alter table eventing.inbox drop column event_time, drop column tries');
  }
}
