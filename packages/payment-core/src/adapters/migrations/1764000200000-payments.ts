import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Payments1764000200000 implements MigrationInterface {
  readonly name = 'Payments1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table payments (
        order_id uuid primary key,
        user_id text not null,
        amount numeric not null,
        currency text not null,
        status text not null,
        reason text,
        policy text,
        attempts jsonb not null,
        refunds jsonb not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        version integer not null
      )`);
    await runner.query('create index payments_of_user on payments (user_id, created_at desc, order_id desc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table payments');
  }
}
