import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a session's id only the digest is stored, and its tokens are sealed with the id itself. */
export class Sessions1764000300000 implements MigrationInterface {
  readonly name = 'Sessions1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sessions (
        id_digest bytea primary key,
        user_id text not null,
        name text not null,
        role text,
        tokens bytea,
        tokens_version integer not null default 1,
        tokens_expire_at timestamptz(3),
        refreshing_until timestamptz(3),
        created_at timestamptz(3) not null,
        used_at timestamptz(3) not null
      )`);
    await runner.query('create index sessions_by_use on sessions (used_at)');
    await runner.query(`
      create table sign_ins (
        state_digest bytea primary key,
        browser_digest bytea not null,
        nonce text not null,
        code_verifier text not null,
        return_to text not null,
        expires_at timestamptz(3) not null
      )`);
    // What a crash of the server forgets of it is a minute's counts.
    await runner.query(`
      create unlogged table rate_limits (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rate_limits, sign_ins, sessions');
  }
}
