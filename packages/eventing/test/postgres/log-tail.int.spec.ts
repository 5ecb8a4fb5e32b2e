import { expect } from 'chai';
import { formatCursor, isAfter, type LogCursor, LogTail, parseCursor } from '../../src/index.js';
import { type Accounts, credit, openAccounts } from '../support/accounts.js';

interface Entry {
  readonly cursor: LogCursor;
  readonly stream: string;
}

describe('LogTail', () => {
  let replicas: readonly [Accounts, Accounts];
  let tail: LogTail<Entry>;
  let seen: Entry[];
  let leave: () => void;
  let failures: number;
  let reads: LogCursor[];

  const read = async (after: LogCursor, limit: number): Promise<readonly Entry[]> => {
    reads.push(after);
    if (failures > 0) throw new Error(`failure ${failures--}`);
    const rows = await replicas[0].database.query<{ transaction_id: string; position: string; stream: string }>({
      text: `select transaction_id::text, position::text, stream from eventing.event_log
             where (transaction_id, position) > ($1::xid8, $2::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
             order by event_log.transaction_id, event_log.position limit $3`,
      values: [after.transactionId, after.position, limit],
    });
    return rows.map(({ transaction_id: transactionId, position, stream }) => ({ cursor: { transactionId, position }, stream }));
  };
  const listen = async () => (leave = await tail.listen((entries) => seen.push(...entries)));
  const untilRead = async (times: number): Promise<void> => {
    while (reads.length < times) await new Promise((resolve) => setImmediate(resolve));
  };
  const untilSeen = async (count: number): Promise<void> => {
    while (seen.length < count) await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(async () => {
    const service = await openAccounts();
    replicas = [service, await openAccounts(service.name)];
    tail = new LogTail({ unitOfWork: service.unitOfWork, read });
    [seen, failures, reads] = [[], 0, []];
  });
  afterEach(async () => {
    leave();
    await Promise.all(replicas.map(({ database }) => database.close()));
  });

  it('tells of everything that comes, once and in the order of publication, whichever replica wrote it', async () => {
    await replicas[0].accounts.change('before', () => [credit(1)]);
    await listen();
    const changes = Array.from({ length: 300 }, (_, index) =>
      replicas[index % 2 ? 0 : 1].accounts.change(`${index}`, () => [credit(1), credit(1)]),
    );
    await Promise.all(changes);
    await untilSeen(600);
    expect(new Set(seen.map(({ cursor }) => formatCursor(cursor))).size).to.equal(600);
    expect(seen.some(({ stream }) => stream === 'account-before')).to.equal(false);
    for (const [index, { cursor }] of seen.entries())
      if (index > 0) expect(isAfter(cursor, (seen[index - 1] as Entry).cursor)).to.equal(true);
    expect(tail.head).to.deep.equal(seen.at(-1)?.cursor);
  });

  it('waits for a transaction that was begun before others, and has its events too', async () => {
    await listen();
    const slow = await replicas[1].database.pool.connect();
    await slow.query('begin');
    await slow.query(`insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
                      values ('account-slow', 1, 'slow', 'account.credited', 1, 'slow', now(), '{}', '{}', false)`);
    await replicas[0].accounts.change('fast', () => [credit(1)]);
    await untilRead(reads.length + 3);
    expect(seen).to.deep.equal([]);
    await slow.query('commit');
    slow.release();
    await untilSeen(2);
    expect(seen.map(({ stream }) => stream)).to.deep.equal(['account-slow', 'account-fast']);
  });

  it('goes on where it was when reading fails', async () => {
    await listen();
    failures = 2;
    await replicas[0].accounts.change('a', () => [credit(1)]);
    await untilSeen(1);
    expect(seen).to.have.length(1);
  });

  it('reads nothing while nobody listens, and begins at the end when somebody does again', async () => {
    await listen();
    leave();
    await replicas[0].accounts.change('unheard', () => [credit(1)]);
    const before = reads.length;
    await listen();
    await replicas[0].accounts.change('heard', () => [credit(1)]);
    await untilSeen(1);
    expect(seen.map(({ stream }) => stream)).to.deep.equal(['account-heard']);
    expect(reads.length).to.be.above(before);
  });

  it('writes places as text that it can read, and reads no other', () => {
    const cursor = { transactionId: '740', position: '12' };
    expect(parseCursor(formatCursor(cursor))).to.deep.equal(cursor);
    for (const text of ['', '1', '1-', '-1', '1-x', '1-2-3', ' 1-2', `${'9'.repeat(20)}-1`])
      expect(parseCursor(text)).to.equal(undefined);
  });
});
