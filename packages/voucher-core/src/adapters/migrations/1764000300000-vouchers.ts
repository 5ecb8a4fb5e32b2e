import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vouchers1764000300000 implements MigrationInterface {
  readonly name = 'Vouchers1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table vouchers (
        order_id uuid primary key,
        code text not null constraint vouchers_code unique,
        user_id text not null,
        amount numeric not null,
        currency text not null,
        status text not null,
        expires_at timestamptz(3) not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        version integer not null
      )`);
    await runner.query('create index vouchers_of_user on vouchers (user_id, created_at desc, order_id desc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table vouchers');
  }
}
