import { expect } from 'chai';
import { Retention } from '../../src/index.js';
import { type Accounts, message, openAccounts } from '../support/accounts.js';

const hour = 3_600_000;

describe('Retention', () => {
  let service: Accounts;
  let retention: Retention;

  beforeEach(async () => {
    service = await openAccounts();
    retention = new Retention({ database: service.database, inboxMs: 24 * hour });
  });
  afterEach(async () => {
    await retention.drain();
    await service.database.close();
  });

  const idsIn = async (table: string, column: string): Promise<readonly string[]> => {
    const rows = await service.database.query<{ id: string }>({
      text: `select ${column} as id from eventing.${table} order by 1`,
    });
    return rows.map(({ id }) => id);
  };
  const untilGone = async (count: () => Promise<readonly string[]>, left: number): Promise<void> => {
    while ((await count()).length > left) await new Promise((resolve) => setImmediate(resolve));
  };

  it('forgets what was handled before its time, however much, and nothing else', async () => {
    await service.database.query({
      text: `insert into eventing.inbox (source, id, handled_at)
             select '/old', n::text, now() - interval '25 hours' from generate_series(1, 2500) as n`,
    });
    await service.database.query({
      text: `insert into eventing.inbox (source, id, handled_at) values ('/new', 'kept', now() - interval '23 hours')`,
    });
    retention.start();
    await untilGone(() => idsIn('inbox', 'id'), 1);
    expect(await idsIn('inbox', 'id')).to.deep.equal(['kept']);
  });

  it('forgets tries of messages that never came again', async () => {
    const { unitOfWork, database } = service;
    await unitOfWork.countTry(Buffer.from('old'));
    await database.query({ text: `update eventing.tries set last_at = now() - interval '25 hours'` });
    await unitOfWork.countTry(Buffer.from('new'));
    retention.start();
    await untilGone(() => idsIn('tries', 'body_hash'), 1);
    expect(await unitOfWork.countTry(Buffer.from('old'))).to.equal(1);
    expect(await unitOfWork.countTry(Buffer.from('new'))).to.equal(2);
  });

  it('keeps answers for a day', async () => {
    await service.database.query({
      text: `insert into eventing.answers (id, fingerprint, status, headers, body, answered_at)
             values ('old', '', 201, '{}', '', now() - interval '25 hours'), ('new', '', 201, '{}', '', now() - interval '23 hours')`,
    });
    retention.start();
    await untilGone(() => idsIn('answers', 'id'), 1);
    expect(await idsIn('answers', 'id')).to.deep.equal(['new']);
  });

  it('recognises a message as long as it is remembered', async () => {
    const event = message('a', 'once');
    let handled = 0;
    const handle = () => Promise.resolve((handled += 1));
    retention.start();
    await service.unitOfWork.once([event], handle);
    await service.unitOfWork.once([event], handle);
    expect(handled).to.equal(1);
  });
});
