import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has been handled, what is due later, and what the in-process bus gave up. */
export class InboxAndTimers1764000000001 implements MigrationInterface {
  readonly name = 'InboxAndTimers1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table eventing.inbox (
        source text not null,
        id text not null,
        handled_at timestamptz not null default now(),
        constraint inbox_message primary key (source, id)
      )`);
    await runner.query(`
      create table eventing.timers (
        key text primary key,
        id uuid not null,
        due timestamptz not null,
        type text not null,
        subject text not null,
        metadata jsonb not null,
        claimed_until timestamptz,
        rounds integer not null default 0,
        error text
      )`);
    await runner.query('create index timers_due on eventing.timers (due)');
    await runner.query(`
      create table eventing.dead_letters (
        id bigint generated always as identity primary key,
        service text not null,
        body bytea not null,
        reason text not null,
        error text not null,
        stack text not null,
        tries integer not null,
        parked_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table eventing.dead_letters, eventing.timers, eventing.inbox');
  }
}
