import { fileURLToPath } from 'node:url';
import type { QueueResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill, tokens } from '../support/distributed-mill.js';
import { withDatabase } from '../support/histories.js';
import { startProgram } from '../support/process.js';

const program = fileURLToPath(new URL('../../../../cli/dist/src/main.js', import.meta.url));
const atOnce = 50;

describe('Dead letters after a mended bug', function () {
  this.timeout(240_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill();
  });
  after(cleanUp);

  const inPayments = <Result>(text: string) =>
    withDatabase(mill.databaseUrl, 'payment', async (client) => (await client.query(text)).rows as Result[]);

  /** Whatever payment is told, it rejects for good, as code that does not know better would. */
  const breakPayments = () =>
    inPayments(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '22021', message = 'a bug'; end $$;
      create trigger bug before insert on eventing.event_log for each row execute function refuse()`);
  const mendPayments = () => inPayments('drop function refuse cascade');

  const lettersOfPayment = async (): Promise<number> => {
    const answer = await mill.admin.call('/api/ops/queues?service=payment');
    if (!answer.ok) return NaN;
    const { data } = (await answer.json()) as { readonly data: readonly QueueResponse[] };
    return data.find(({ role }) => role === 'dead letters')?.ready ?? NaN;
  };

  const placeBroken = async (orders: number): Promise<readonly string[]> => {
    await breakPayments();
    const ids: string[] = [];
    while (ids.length < orders) {
      const placed = await Promise.all(
        Array.from({ length: atOnce }, () => mill.client.place({ amount: 50, description: 'test' })),
      );
      ids.push(...placed.map(({ id }) => id));
    }
    await eventually(lettersOfPayment, (ready) => ready === orders);
    return ids;
  };

  /** How often each order's payment was asked for and confirmed: what the handler does, counted where it does it. */
  const expectEachPaidOnce = async (ids: readonly string[]): Promise<void> => {
    const countsOf = async (type: string): Promise<readonly number[]> => {
      const rows = await inPayments<{ subject: string; count: number }>(
        `select subject, count(*)::int as count from eventing.event_log where type = '${type}' group by subject`,
      );
      const counts = new Map(rows.map(({ subject, count }) => [subject, count]));
      return ids.map((id) => counts.get(id) ?? 0);
    };
    await eventually(
      () => countsOf('payment.confirmed'),
      (counts) => !counts.includes(0),
    );
    for (const type of ['payment.requested', 'payment.confirmed'])
      expect((await countsOf(type)).filter((count) => count !== 1)).to.deep.equal([]);
  };

  const confirmedSoFar = async (): Promise<number> =>
    (await inPayments(`select 1 from eventing.event_log where type = 'payment.confirmed'`)).length;

  const ordermill = async (...args: readonly string[]) => {
    const started = startProgram(program, { ORDERMILL_URL: mill.url, ORDERMILL_TOKEN: tokens.admin }, args);
    return { ...started, code: await started.exited };
  };

  it('all go back by the command line, and each is handled once', async () => {
    const orders = 1_000;
    const ids = await placeBroken(orders);
    const listed = await ordermill('dead-letters', 'list', '--error', 'CANNOT BE STORED', '--limit', '3');
    expect(listed.stdout()).to.match(
      /^ID +FAILED AT +TYPE +REASON +TRIES +ERROR\n(payment\.[\da-f-]{36} .* order\.created +rejected +1 .*\n){3}$/,
    );
    const dry = await ordermill('dead-letters', 'redrive', '--all', '--dry-run');
    expect([dry.code, dry.stderr()]).to.deep.equal([0, `would redrive ${orders} of ${orders}\n`]);

    await mendPayments();
    const { code, stderr, stdout } = await ordermill('dead-letters', 'redrive', '--all', '--json');
    expect([code, stderr().replace(/\(.*\)/, '()')]).to.deep.equal([0, `redriven ${orders} of ${orders} ()\n`]);
    expect(JSON.parse(stdout())).to.deep.equal({ matched: orders, redriven: orders, remaining: 0, tooOld: 0 });
    await expectEachPaidOnce(ids);
    expect(await lettersOfPayment()).to.equal(0);

    const log = await ordermill('dead-letters', 'log', '--json', '--limit', '2000');
    const { data } = JSON.parse(log.stdout()) as {
      readonly data: readonly { readonly actor: string; readonly action: string }[];
    };
    expect(data.filter(({ actor, action }) => actor === 'admin' && action === 'redrive')).to.have.length(orders);
  });

  it('all go back, and each is handled once, though the service is killed in the middle', async () => {
    const ids = await placeBroken(300);
    const before = await confirmedSoFar();
    await mendPayments();
    const redrive = (limit: number) =>
      mill.admin.call('/api/ops/dead-letters/redrive', { method: 'POST', body: JSON.stringify({ service: 'payment', limit }) });
    const interrupted = redrive(300).catch(() => undefined);
    await eventually(confirmedSoFar, (confirmed) => confirmed > before);
    await mill.replace('payment');
    await interrupted;
    for (let left = await lettersOfPayment(); left !== 0; left = await lettersOfPayment()) await redrive(100);
    await expectEachPaidOnce(ids);
  });
});
