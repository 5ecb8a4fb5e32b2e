import { serviceNames } from '@ordermill/contracts';
import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { startEmbeddedPostgres } from '../../src/embedded-postgres.js';
import { atEnd, cleanUp } from '../support/clean-up.js';
import { type Client, clientOf, eventually } from '../support/client.js';
import { withDatabase } from '../support/histories.js';
import { startProcess, stopProcesses } from '../support/process.js';
import { concurrently } from './support/concurrently.js';
import { expectByContract, expectSane } from './support/contract.js';
import { httpClient } from './support/http-client.js';
import { answersIn, converse } from './support/raw-client.js';
import { rawExchanges } from './support/raw-requests.js';
import { requests } from './support/requests.js';
import { generate, seed } from './support/seed.js';

const counts = { wellFormed: 18_000, raw: 2_000 };
const connections = 16;

/** Does the work for all, and fails with the first of those that failed. */
const expectEach = async <Item>(all: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> => {
  const failures: string[] = [];
  await concurrently(connections, all, async (item, index) => {
    await work(item).catch((error: unknown) => failures.push(`number ${index}: ${inspect(item)}\n${inspect(error)}`));
  });
  expect(failures.length, failures.slice(0, 3).join('\n\n')).to.equal(0);
};

describe(`HTTP requests of any kind (FUZZ_SEED=${seed})`, function () {
  this.timeout(300_000);
  let standalone: ReturnType<typeof startProcess>;
  let databaseUrl: string;
  let url: string;
  let port: number;
  let client: Client;

  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ordermill-fuzz-'));
    atEnd(() => rm(dataDir, { recursive: true }));
    const postgres = await startEmbeddedPostgres({ dataDir });
    atEnd(postgres.stop);
    atEnd(stopProcesses);
    databaseUrl = postgres.url;
    const env = { DATABASE_URL: databaseUrl, PORT: '0', DISPATCH_DELAY_MS: '0', DELIVERY_DELAY_MS: '0' };
    standalone = startProcess('standalone', env);
    url = await standalone.says(/^ordermill ready on (http:\/\/localhost:\d+)\n/m);
    port = Number(new URL(url).port);
    client = clientOf(url);
  });
  after(cleanUp);

  const countIn = (service: string, sql: string): Promise<number> =>
    withDatabase(databaseUrl, service, async (database) => (await database.query<{ n: number }>(sql)).rows[0]?.n ?? -1);

  it('are answered by the contract when they are well-formed', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => client.place({ amount: 207, description: 'test' })));
    const http = httpClient(port, connections);
    const all = generate(requests(orders.map(({ id }) => id)), counts.wellFormed);
    await expectEach(all, async (request) => expectByContract(request.method, request.target, await http.send(request)));
    http.close();
  });

  it('are answered, refused or cut off when they are not', async () => {
    await expectEach(generate(rawExchanges, counts.raw), async (exchange) => {
      const answers = answersIn(await converse(port, exchange));
      for (const answer of answers) expectSane(answer);
      if (exchange.answers !== undefined) expect(answers).to.have.length(exchange.answers);
    });
  });

  it('leave every order that was taken on its way to its end, and nothing else', async () => {
    const { id } = await client.place({ amount: 207, description: 'test' });
    expect(await client.reaching(id)).to.include({ status: 'delivered' });
    const open = `select count(*)::int as n from orders where payment_mode = 'auto' and status not in ('delivered', 'cancelled')`;
    await eventually(
      () => countIn('order', open),
      (count) => count === 0,
    );
    for (const service of serviceNames)
      expect(await countIn(service, 'select count(*)::int as n from eventing.dead_letters'), service).to.equal(0);
    expect((await client.call('/health/ready')).status).to.equal(200);
    expect(standalone.child.exitCode).to.equal(null);
    expect(
      standalone
        .stderr()
        .split('\n')
        .filter((line) => /"level":(50|60)/.test(line)),
    ).to.deep.equal([]);
  });
});
