import { archiveService, serviceNames } from '@ordermill/contracts';
import { expect } from 'chai';
import type { ConsumeMessage } from 'amqplib';
import { inspect } from 'node:util';
import { skipWithoutBroker } from '../support/broker.js';
import { atEnd, cleanUp } from '../support/clean-up.js';
import { clientOf, eventually } from '../support/client.js';
import { startServers } from '../support/distributed-mill.js';
import { expectDelivered, withDatabase } from '../support/histories.js';
import { startProcess, stopProcesses } from '../support/process.js';
import { brokerClient } from './support/broker-client.js';
import { Ledger } from './support/ledger.js';
import { messages } from './support/messages.js';
import { generate, seed } from './support/seed.js';

const count = 5_000;
const longestWait = 120_000;

/** The broker's, where it has parked the message itself, with whatever headers it came; or Ordermill's, which passes on none of them. */
const reasonOf = ({ properties: { headers } }: ConsumeMessage): unknown =>
  headers?.['x-death']?.[0]?.reason ?? headers?.['x-ordermill-reason'];

const inboxOf = (databaseUrl: string, service: string): Promise<ReadonlySet<string>> =>
  withDatabase(databaseUrl, service, async (database) => {
    const table = service === archiveService ? 'archive' : 'eventing.inbox';
    const { rows } = await database.query<{ source: string; id: string }>(`select source, id from ${table}`);
    return new Set(rows.map(({ source, id }) => `${source}\n${id}`));
  });

describe(`AMQP messages of any kind (FUZZ_SEED=${seed})`, function () {
  this.timeout(300_000);

  before(function () {
    skipWithoutBroker(this);
  });
  after(cleanUp);

  it('are handled, recognised or parked with a reason, and harm no order', async () => {
    const { broker, databaseUrl, env } = await startServers();
    atEnd(stopProcesses);
    const { says, child, exited, stderr } = startProcess('standalone', { ...env, PORT: '0', LOG_LEVEL: 'fatal' });
    const client = clientOf(await says(/^ordermill ready on (http:\/\/localhost:\d+)\n/m));
    await eventually(
      () => client.call('/health/ready'),
      ({ ok }) => ok,
    );
    const foreign = await brokerClient(broker.url);
    const parked = new Map(
      await Promise.all(serviceNames.map(async (service) => [service, await foreign.deadLettersOf(service)] as const)),
    );
    const place = (size: number, order: object) =>
      Promise.all(Array.from({ length: size }, () => client.place({ amount: '207.00', description: 'test', ...order })));

    const victims = await place(10, { paymentMode: 'manual' });
    const published = [...generate(messages(victims.map(({ id }) => id)), count)].flat().slice(0, count);
    const placing = place(20, {});
    await foreign.publish(published);
    const orders = [...(await placing), ...(await place(20, {}))];
    const ids = orders.map(({ id }) => id);
    await expectDelivered({ client, databaseUrl }, ids);

    const deadline = Date.now() + longestWait;
    const ledgers = new Map(serviceNames.map((service) => [service, new Ledger(service, published)]));
    for (const [service, ledger] of ledgers) {
      const lost = await eventually(
        async () => ledger.lost(parked.get(service) ?? [], await inboxOf(databaseUrl, service)),
        (left) => left.length === 0 || Date.now() > deadline,
      );
      expect(lost, service).to.deep.equal([]);
    }
    for (const { id } of victims) expect(await client.order(id)).to.include({ status: 'created', version: 1 });
    expect((await client.call('/health/ready')).status).to.equal(200);
    expect(stderr()).to.equal('');
    child.kill('SIGTERM');
    expect(await exited).to.equal(0);

    for (const [service, ledger] of ledgers) {
      expect(await foreign.waitingFor(service), `waiting for ${service}`).to.equal(0);
      for (const letter of parked.get(service) ?? []) {
        const origin = ledger.originOf(letter);
        const what = inspect({ service, headers: letter.properties.headers, body: letter.content.toString().slice(0, 500) });
        expect(reasonOf(letter), what).to.be.oneOf([
          'unparseable',
          'too_large',
          'invalid',
          'unknown_type',
          'rejected',
          'expired',
        ]);
        if (origin?.reason !== undefined && reasonOf(letter) !== 'expired')
          expect(reasonOf(letter), what).to.equal(origin.reason);
        // What follows from a foreign event about an order that nobody has placed.
        if (!origin) expect(ids, what).to.not.include((JSON.parse(letter.content.toString()) as { subject: string }).subject);
      }
    }
  });
});
