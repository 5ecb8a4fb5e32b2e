import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The event log, which is also the outbox, and how far the relay has published it. */
export class EventLog1764000000000 implements MigrationInterface {
  readonly name = 'EventLog1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create schema if not exists eventing');
    await runner.query(`
      create table eventing.event_log (
        position bigint generated always as identity primary key,
        transaction_id xid8 not null default pg_current_xact_id(),
        stream text not null,
        version integer not null,
        id uuid not null,
        type text not null,
        schema_version integer not null,
        subject text not null,
        time timestamptz not null,
        data jsonb not null,
        metadata jsonb not null,
        internal boolean not null,
        constraint event_log_stream_version unique (stream, version)
      )`);
    await runner.query('create index event_log_transaction on eventing.event_log (transaction_id, position)');
    await runner.query(`
      create table eventing.relay_checkpoint (
        only_row boolean primary key default true check (only_row),
        transaction_id xid8 not null,
        position bigint not null
      )`);
    await runner.query(`insert into eventing.relay_checkpoint (transaction_id, position) values ('0', 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table eventing.relay_checkpoint, eventing.event_log');
  }
}
