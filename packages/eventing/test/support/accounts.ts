import { randomUUID } from 'node:crypto';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { type Catalog, type CloudEvent, type Projected, EventSourcedRepository, projectionOf } from '../../src/index.js';
import { openTestDatabase } from '../../src/testing/index.js';

/** A tiny service: accounts that are credited, with a view and a timer. */
export interface Credited {
  readonly type: 'account.credited';
  readonly time: string;
  readonly actor: string;
  readonly data: { readonly amount: number; readonly remindAt?: string };
}

interface AccountRow {
  readonly id: string;
  readonly balance: number;
}

export const catalog: Catalog = {
  'account.credited': {
    type: 'account.credited',
    source: '/account',
    version: 1,
    data: z.object({ amount: z.number() }),
    upcasters: {},
    consumers: ['account'],
  },
  'partner.paid': {
    type: 'partner.paid',
    source: '/partner',
    version: 2,
    data: z.object({ cents: z.number() }),
    upcasters: { 1: (data) => ({ cents: Math.round((data as { euros: number }).euros * 100) }) },
    consumers: [],
  },
};

const accountView = new EntitySchema<AccountRow>({
  name: 'account',
  tableName: 'accounts',
  columns: { id: { type: 'text', primary: true }, balance: { type: 'integer' } },
});

class Accounts1764000900000 implements MigrationInterface {
  readonly name = 'Accounts1764000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table accounts (id text primary key, balance integer not null check (balance >= 0))');
    await runner.query('create index richest_accounts on accounts (balance desc) where balance > 100');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table accounts');
  }
}

export const accountStreams: Projected<number, Credited, AccountRow> = {
  category: 'account',
  initial: 0,
  evolve: (balance, event) => balance + event.data.amount,
  view: accountView,
  toRow: (balance, id) => ({ id, balance }),
  timers: ({ data: { remindAt } }, id) =>
    remindAt === undefined
      ? [{ cancel: id }]
      : [{ set: { key: id, type: 'account.reminder-due', subject: id, due: new Date(remindAt) } }],
};

export const credit = (amount: number, remindAt?: string): Credited => ({
  type: 'account.credited',
  time: new Date().toISOString(),
  actor: 'test',
  data: { amount, ...(remindAt === undefined ? {} : { remindAt }) },
});

/** A replica of the service; without `replicaOf`, on a database of its own. */
export const openAccounts = async (replicaOf?: string) => {
  const schema = { catalog, projections: [projectionOf(accountStreams)], migrations: [Accounts1764000900000] };
  const { name, database, unitOfWork } = await openTestDatabase(schema, replicaOf);
  const accounts = new EventSourcedRepository(unitOfWork, accountStreams);
  const balances = () =>
    database.query<{ id: string; balance: number }>({ text: 'select id, balance from accounts order by id' });
  const log = () =>
    database.query<{ stream: string; version: number; id: string; metadata: Record<string, string> }>({
      text: 'select stream, version, id, metadata from eventing.event_log order by position',
    });
  return { name, database, unitOfWork, accounts, balances, log };
};

export type Accounts = Awaited<ReturnType<typeof openAccounts>>;

export const message = (subject: string, id: string = randomUUID()): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/elsewhere',
  type: 'account.credited',
  subject,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  dataschema: '',
  data: { amount: 1 },
  correlationid: `flow-of-${subject}`,
  sequence: '1',
});
