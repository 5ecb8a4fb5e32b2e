import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The books of the simulated card processor; no card number is in them. */
export class SimulatedGateway1764000200001 implements MigrationInterface {
  readonly name = 'SimulatedGateway1764000200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table simulated_charges (
        attempt_id text primary key,
        order_id uuid not null,
        amount numeric not null,
        currency text not null,
        reference text,
        code text,
        booked_at timestamptz not null default now()
      )`);
    await runner.query(`
      create table simulated_refunds (
        refund_id text primary key,
        reference text not null,
        amount numeric not null,
        currency text not null,
        tries integer not null,
        booked_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table simulated_refunds, simulated_charges');
  }
}
