import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Room for events from elsewhere: ids of any form, and when the log got what may have happened long before. */
export class RecordedEvents1764000000004 implements MigrationInterface {
  readonly name = 'RecordedEvents1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table eventing.event_log
        alter column id type text,
        add column appended_at timestamptz not null default now()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // An id that is no UUID becomes one that follows from it.
    await runner.query(`
      alter table eventing.event_log
        drop column appended_at,
        alter column id type uuid
          using case when id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::uuid else md5(id)::uuid end`);
  }
}
