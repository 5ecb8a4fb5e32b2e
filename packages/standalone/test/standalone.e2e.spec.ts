import { expect } from 'chai';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusals } from './support/bad-input.js';
import { clientOf, eventually } from './support/client.js';
import { startProcess, stopProcesses } from './support/process.js';

describe('The standalone', function () {
  this.timeout(60_000);
  let dataDir: string;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ordermill-standalone-'));
  });
  afterEach(stopProcesses);
  after(() => rm(dataDir, { recursive: true }));

  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const standalone = startProcess('standalone', {
      DATA_DIR: dataDir,
      PORT: '0',
      DISPATCH_DELAY_MS: '0',
      DELIVERY_DELAY_MS: '0',
      ...env,
    });
    const url = await standalone.says(/^ordermill ready on (http:\/\/localhost:\d+)\n/m);
    return { ...standalone, url, client: clientOf(url) };
  };
  const postmaster = async (): Promise<number | undefined> => {
    const files = await readdir(dataDir, { recursive: true });
    const file = files.find((name) => name.endsWith('postmaster.pid'));
    return file === undefined ? undefined : Number.parseInt(await readFile(join(dataDir, file), 'utf8'), 10);
  };

  it('says last that it is ready, and ends with 0 on SIGTERM, twice, leaving no process', async () => {
    const { child, exited, stdout, stderr } = await start();
    expect(stdout().trimEnd().split('\n').at(-1)).to.match(/^ordermill ready on http:\/\/localhost:\d+$/);
    const postgres = await postmaster();
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await exited).to.equal(0);
    expect(() => process.kill(postgres ?? 0, 0)).to.throw(/ESRCH/);
    expect(stderr()).to.equal('');
  });

  it('takes an order to its delivery and gives one voucher', async () => {
    const { client } = await start();
    const { id } = await client.place({ amount: 207.0, description: 'test top up e wallet' });
    const order = await client.reaching(id);
    expect(order).to.include({ status: 'delivered', amount: '207.00', currency: 'EUR', version: 4 });
    expect(await client.payment(id)).to.include({ status: 'confirmed', amount: '207.00' });
    const vouchers = await eventually(
      () => client.vouchersOf(id),
      (found) => found.length > 0,
    );
    expect(vouchers).to.have.length(1);
    expect(vouchers[0]).to.include({ amount: '5.00', currency: 'EUR', status: 'issued' });
  });

  it('cancels an order whose payment is declined', async () => {
    const { client } = await start();
    const { id } = await client.place({ amount: 207, description: 'xxx no money' });
    expect(await client.reaching(id)).to.include({ status: 'cancelled', cancelReason: 'payment_declined' });
    expect(await client.payment(id)).to.include({ status: 'declined' });
    expect(await client.vouchersOf(id)).to.deep.equal([]);
  });

  it('gives a voucher above the threshold only', async () => {
    const { client } = await start();
    const atThreshold = await client.place({ amount: '100.00', description: 'test' });
    await client.reaching(atThreshold.id);
    const above = await client.place({ amount: '100.01', description: 'test' });
    await eventually(
      () => client.vouchersOf(above.id),
      (found) => found.length === 1,
    );
    expect(await client.vouchersOf(atThreshold.id)).to.deep.equal([]);
  });

  it('refuses bad input with problem details that name the field, and stores nothing', async () => {
    const { client } = await start();
    const before = await client.orders();
    for (const { body, status, code, path } of refusals) {
      const answer = await client.post(body);
      const shown = JSON.stringify(body).slice(0, 80);
      expect(answer.status, shown).to.equal(status);
      expect(answer.headers.get('content-type'), shown).to.match(/^application\/problem\+json/);
      const problem: unknown = JSON.parse(await answer.text());
      expect(problem, shown).to.include({ status, code });
      if (path) expect(problem, shown).to.have.nested.property('errors[0].path', path);
    }
    expect(await client.orders()).to.deep.equal(before);
  });

  it('shows a user their own things only', async () => {
    const { client, url } = await start();
    const { id } = await client.place({ amount: 207, description: 'test' });
    await client.reaching(id);
    const stranger = clientOf(url, 'thisisanadmintoken');
    for (const path of [`/api/orders/${id}`, `/api/payments/${id}`, '/api/orders/00000000-0000-7000-8000-000000000000'])
      expect((await stranger.call(path)).status, path).to.equal(404);
    expect((await stranger.call('/api/orders/7')).status).to.equal(400);
    expect((await clientOf(url, 'wrong').call('/api/orders')).status).to.equal(401);
  });

  it('delivers once, with one voucher, after it was killed while the order waited for dispatch', async () => {
    const first = await start({ DISPATCH_DELAY_MS: '1500' });
    const { id } = await first.client.place({ amount: 207, description: 'test' });
    await first.client.reaching(id, new Set(['confirmed']));
    first.child.kill('SIGKILL');
    expect(await first.exited).to.equal('SIGKILL');
    const { client } = await start();
    expect(await client.reaching(id)).to.include({ status: 'delivered', version: 4 });
    expect(
      await eventually(
        () => client.vouchersOf(id),
        (found) => found.length > 0,
      ),
    ).to.have.length(1);
  });

  it('names PORT when it is in use, exits with 1 and leaves nothing behind', async () => {
    const { url } = await start();
    const elsewhere = join(dataDir, 'elsewhere');
    const second = startProcess('standalone', { DATA_DIR: elsewhere, PORT: new URL(url).port });
    expect(await second.exited).to.equal(1);
    expect(second.stderr())
      .to.match(/PORT: must be a free port/)
      .and.to.not.match(/^ +at /m);
    expect(await readdir(dataDir)).to.not.include('elsewhere');
  });

  it('names every bad variable before it starts anything', async () => {
    const bad = {
      DATA_DIR: join(dataDir, 'elsewhere'),
      PORT: 'x',
      VOUCHER_VALUE: 'much',
      DISPATCH_DELAY_MS: '-1',
      PAYMENT_POLICY: 'none',
    };
    const { exited, stderr, stdout } = startProcess('standalone', bad);
    expect(await exited).to.equal(1);
    for (const name of ['PORT', 'VOUCHER_VALUE', 'DISPATCH_DELAY_MS', 'PAYMENT_POLICY'])
      expect(stderr()).to.match(new RegExp(`^  ${name}: `, 'm'));
    expect(stdout()).to.equal('');
  });

  for (const moment of ['starting PostgreSQL', 'starting the services'])
    it(`ends with 0 when it is asked to stop while it says "${moment}"`, async () => {
      const standalone = startProcess('standalone', { DATA_DIR: dataDir, PORT: '0' });
      await standalone.says(new RegExp(moment));
      standalone.child.kill('SIGINT');
      expect(await standalone.exited).to.equal(0);
      expect(await postmaster()).to.equal(undefined);
      expect(standalone.stderr()).to.equal('');
    });

  it('says so and exits with 1 when PostgreSQL dies under it', async () => {
    const { exited, stderr } = await start();
    process.kill((await postmaster()) ?? 0, 'SIGKILL');
    expect(await exited).to.equal(1);
    expect(stderr()).to.contain('PostgreSQL ended unexpectedly');
  });
});
