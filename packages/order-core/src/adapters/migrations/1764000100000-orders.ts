import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Orders1764000100000 implements MigrationInterface {
  readonly name = 'Orders1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table orders (
        id uuid primary key,
        user_id text not null,
        amount numeric not null,
        currency text not null,
        description text not null,
        items jsonb not null,
        status text not null,
        cancel_reason text,
        payment_mode text not null,
        voucher_code text,
        discount numeric not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        version integer not null
      )`);
    await runner.query('create index orders_of_user on orders (user_id, created_at desc, id desc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table orders');
  }
}
