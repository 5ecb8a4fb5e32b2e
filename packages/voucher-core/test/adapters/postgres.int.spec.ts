import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { PostgresVoucherQueries, PostgresVoucherRepository } from '../../src/adapters/postgres.js';
import { IssueVoucher } from '../../src/application/issue-voucher.js';
import { RevokeVoucher } from '../../src/application/revoke-voucher.js';
import { voucherModule } from '../../src/voucher.module.js';

const [first, second] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const rule = { threshold: '100.00', value: '5.00', currency: 'EUR', timeToLive: 86_400_000 };
const order = { userId: 'ada', amount: '207.00', currency: 'EUR', discount: '0.00' };

describe('vouchers in PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof openTestDatabase>>;
  let repository: PostgresVoucherRepository;
  let queries: PostgresVoucherQueries;
  beforeEach(async () => {
    server = await openTestDatabase(voucherModule);
    repository = new PostgresVoucherRepository(server.unitOfWork);
    queries = new PostgresVoucherQueries(server.database);
  });
  afterEach(() => server.database.close());

  const clock = { now: () => new Date('2026-01-02T00:00:00.000Z') };

  it('draws another code when the first is taken', async () => {
    const codes = ['AAAA-AAAA-AAAA', 'AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB'];
    const issue = new IssueVoucher(repository, { next: () => codes.shift() ?? '' }, clock, rule);
    await issue.execute({ orderId: first, order });
    expect(await issue.execute({ orderId: second, order })).to.include({ code: 'BBBB-BBBB-BBBB', orderId: second });
    expect(await queries.findByCode('AAAA-AAAA-AAAA')).to.include({ orderId: first, expiresAt: '2026-01-03T00:00:00.000Z' });
  });

  it('issues one voucher when the order is sent to two replicas at once', async () => {
    let drawn = 0;
    const issue = new IssueVoucher(repository, { next: () => `AAAA-AAAA-${String((drawn += 1)).padStart(4, 'A')}` }, clock, rule);
    await Promise.all([1, 2, 3, 4].map(() => issue.execute({ orderId: first, order })));
    expect((await queries.list('ada', { limit: 20 })).data).to.have.length(1);
  });

  it('shows nothing of an order that was cancelled before it earned a voucher', async () => {
    await new RevokeVoucher(repository, clock).execute({ orderId: first });
    await new IssueVoucher(repository, { next: () => 'AAAA-AAAA-AAAA' }, clock, rule).execute({ orderId: first, order });
    expect((await queries.list('ada', { limit: 20 })).data).to.deep.equal([]);
  });
});
