import type { Database, LogCursor } from '@ordermill/eventing';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import type { QueryConfig, QueryResultRow } from 'pg';
import { type OrderChange, readChanges, readChangesOf } from '../../../src/adapters/live/order-changes.js';
import { orderModule } from '../../../src/order.module.js';

const beginning: LogCursor = { transactionId: '0', position: '0' };

/** So many orders of a user, with four events each, two of them told by others. */
const placeOrders = async (database: Database, userId: string, count: number): Promise<void> => {
  const values = [userId, count];
  await database.query({
    text: `with placed as (
             insert into orders (id, user_id, amount, currency, description, items, status, payment_mode, discount, created_at, updated_at, version)
             select gen_random_uuid(), $1, 1, 'EUR', '', '[]', 'confirmed', 'auto', 0, now(), now(), 2 from generate_series(1, $2) returning id)
           insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
           select stream || '-' || placed.id, version, gen_random_uuid(), type, 1, placed.id, now(), '{}', '{}', false
           from placed, (values ('order', 1, 'order.created'), ('timeline', 1, 'payment.requested'),
                                ('timeline', 2, 'payment.confirmed'), ('order', 2, 'order.confirmed')) event (stream, version, type)`,
    values,
  });
};

describe('Changes of orders', () => {
  let database: Database;

  before(async function () {
    this.timeout(60_000);
    ({ database } = await openTestDatabase(orderModule));
    await placeOrders(database, 'ada', 3);
    for (const user of ['bob', 'cid', 'dan']) await placeOrders(database, user, 2_000);
    await placeOrders(database, 'ada', 2);
    await database.query({ text: 'analyze' });
  });
  after(() => database.close());

  const all = async (read: (after: LogCursor) => Promise<readonly OrderChange[]>): Promise<readonly OrderChange[]> => {
    const found: OrderChange[] = [];
    for (let after: LogCursor | undefined = beginning; after;) {
      const page: readonly OrderChange[] = await read(after);
      found.push(...page);
      after = page.at(-1)?.cursor;
    }
    return found;
  };

  it('are the same for a user as among those of everybody, page by page, from far back and from nearby', async () => {
    const everybody = await all((after) => readChanges(database, { after, limit: 5_000 }));
    const own = everybody.filter(({ userId }) => userId === 'ada');
    expect(everybody).to.have.length(24_020);
    expect(own.map(({ type, status, version }) => `${type} ${status} ${version}`).toSorted()).to.include(
      'order.confirmed confirmed 2',
    );
    expect(await all((after) => readChangesOf(database, 'ada', { after, limit: 7 }))).to.deep.equal(own);
    const many = everybody.filter(({ userId }) => userId === 'bob');
    expect(await all((after) => readChangesOf(database, 'bob', { after, limit: 3_000 }))).to.deep.equal(many);
    for (const after of [own[11], own[12], own[18]].flatMap((change) => change?.cursor ?? []))
      expect(await readChangesOf(database, 'ada', { after, limit: 100 })).to.deep.equal(
        own.slice(own.findIndex(({ cursor }) => cursor === after) + 1),
      );
  });

  it('of a user are found without going through those of others, however far back', async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    const counting: Pick<Database, 'query'> = {
      query: async <Row extends QueryResultRow>(config: QueryConfig) => (await client.query<Row>(config)).rows,
    };
    const fetched = async (): Promise<number> => {
      const { rows } = await client.query<{ count: string }>(
        `select seq_tup_read + idx_tup_fetch as count from pg_stat_xact_user_tables where relname = 'event_log'`,
      );
      return Number(rows[0]?.count ?? 0);
    };
    const before = await fetched(); // what this connection did a moment ago may be among it
    const found = await readChangesOf(counting, 'ada', { after: beginning, limit: 200 });
    const after = await fetched();
    await client.query('rollback');
    client.release();
    expect(found).to.have.length(20);
    expect(after - before).to.be.below(3_000);
  });
});
