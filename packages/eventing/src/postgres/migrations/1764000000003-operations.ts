import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an operator needs to know of a dead letter, and what operators have done. */
export class Operations1764000000003 implements MigrationInterface {
  readonly name = 'Operations1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table eventing.dead_letters
        add column letter_id uuid not null default gen_random_uuid() unique,
        add column type text,
        add column subject text,
        add column event_id text,
        add column first_failed_at timestamptz not null default now()`);
    await runner.query('create index dead_letters_parked_at on eventing.dead_letters (parked_at, letter_id)');
    await runner.query(`
      create table eventing.operations (
        id uuid primary key,
        at timestamptz not null,
        actor text not null,
        action text not null,
        letter_id text not null,
        event_id text,
        event_type text
      )`);
    await runner.query('create index operations_at on eventing.operations (at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table eventing.operations');
    await runner.query(`
      alter table eventing.dead_letters
        drop column letter_id, drop column type, drop column subject, drop column event_id, drop column first_failed_at`);
  }
}
