import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Replays1764000400001 implements MigrationInterface {
  readonly name = 'Replays1764000400001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table replays (
        id uuid primary key,
        service text not null,
        types text[] not null,
        subject text,
        from_position bigint not null,
        to_position bigint not null,
        position bigint not null,
        status text not null,
        sent bigint not null default 0,
        total bigint not null,
        error text,
        actor text not null,
        claim uuid,
        claimed_until timestamptz,
        created_at timestamptz(3) not null,
        finished_at timestamptz(3)
      )`);
    await runner.query(`create index replays_open on replays (id) where status in ('waiting', 'running')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table replays');
  }
}
