import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { namesOf } from '../src/index.js';
import { type Accounts, credit, openAccounts } from './support/accounts.js';
import { privateRabbitmq, untilWaiting, withChannel } from './support/rabbitmq.js';

const program = fileURLToPath(new URL('support/poisoned-program.js', import.meta.url));
const innocents = Array.from({ length: 40 }, (_, n) => `innocent-${n}`);
const copiesOf = (type: string, subjects: readonly string[]) =>
  subjects.map((subject) => ({ id: `copy-${subject}-${type}`, balance: 1 })).sort((a, b) => (a.id < b.id ? -1 : 1));

describe('Poison that ends the process', function () {
  this.timeout(120_000);
  let service: Accounts;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    service = await openAccounts();
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await service.database.close();
  });

  const start = (env: Readonly<Record<string, string>>): ChildProcess =>
    spawn(process.execPath, ['--enable-source-maps', program], {
      env: { ...process.env, ...env, DATABASE_NAME: service.name },
      stdio: ['ignore', 'inherit', 'inherit'],
    });

  /** Starts the service whenever it has ended, until the condition holds; answers how often it was killed. */
  const runUntil = async (condition: () => Promise<boolean>, env: Readonly<Record<string, string>> = {}): Promise<number> => {
    for (let kills = 0; ;) {
      const running = (child = start(env));
      const ended = once(running, 'exit').then(() => true);
      while (!(await Promise.race([ended, condition()]))) await sleep(20);
      if (running.signalCode === null && running.exitCode === null) return kills;
      expect(running.signalCode).to.equal('SIGKILL');
      kills += 1;
      await service.database.query({ text: `update eventing.timers set claimed_until = now() where claimed_until is not null` });
    }
  };

  const copies = async (): Promise<readonly object[]> =>
    (await service.balances()).filter(({ id }) => id.startsWith('copy-')).sort((a, b) => (a.id < b.id ? -1 : 1));
  const allCopied = async (): Promise<boolean> => (await copies()).length >= innocents.length;

  const creditAll = async (): Promise<void> => {
    for (const [index, id] of innocents.entries()) {
      if (index === 10 || index === 30) await service.accounts.change(`poison-${index}`, () => [credit(1)]);
      await service.accounts.change(id, () => [credit(1)]);
    }
  };

  it('is parked by the in-process bus after four crashes, and its neighbours are handled once', async () => {
    await creditAll();
    const parked = () =>
      service.database.query<{ body: Buffer; reason: string }>({ text: 'select body, reason from eventing.dead_letters' });
    const kills = await runUntil(async () => (await parked()).length === 2 && (await allCopied()));
    expect(kills).to.equal(8);
    expect(await copies()).to.deep.equal(copiesOf('account.credited', innocents));
    for (const { body, reason } of await parked()) {
      expect(reason).to.equal('crashed');
      expect(body.toString()).to.include('"subject":"poison-');
    }
  });

  it('is parked on RabbitMQ after five crashes at most, and its neighbours are handled once', async function () {
    const node = await privateRabbitmq(this);
    await creditAll();
    const namespace = `test-${randomUUID()}`;
    const { deadLetters, queue } = namesOf(namespace, 'account');
    let isParked = false;
    const parked = untilWaiting(node.url, deadLetters, 2).then(() => (isParked = true));
    const kills = await runUntil(async () => isParked && (await allCopied()), { AMQP_URL: node.url, NAMESPACE: namespace });
    await parked;
    expect(kills).to.be.within(8, 10);
    expect(await copies()).to.deep.equal(copiesOf('account.credited', innocents));
    await withChannel(node.url, async (channel) => {
      expect(await channel.checkQueue(queue)).to.include({ messageCount: 0 });
      for (const _ of ['poison-10', 'poison-30']) {
        const letter = await channel.get(deadLetters, { noAck: true });
        expect(letter && letter.content.toString()).to.include('"subject":"poison-');
        expect(letter && letter.properties.headers?.['x-ordermill-reason']).to.equal('crashed');
      }
      expect(await channel.get(deadLetters)).to.equal(false);
    });
  });

  it('fires no more as a timer after five crashes, and the others fire once', async () => {
    const now = new Date().toISOString();
    for (const [index, id] of innocents.entries()) {
      if (index === 10) await service.accounts.change('timer-of-poison', () => [credit(1, now)]);
      await service.accounts.change(id, () => [credit(1, now)]);
    }
    // What is about timers here is not to be handled as messages first.
    await service.database.query({
      text: `update eventing.relay_checkpoint set transaction_id = pg_current_xact_id(), position = 1000`,
    });
    const timers = () =>
      service.database.query<{ key: string; parked: boolean; error: string }>({
        text: `select key, due = 'infinity' as parked, error from eventing.timers`,
      });
    const kills = await runUntil(async () => (await timers()).every(({ parked }) => parked) && (await allCopied()));
    expect(kills).to.equal(5);
    expect(await timers()).to.deep.equal([
      { key: 'timer-of-poison', parked: true, error: 'the process has ended 4 times or more with this message in hand' },
    ]);
    expect(await copies()).to.deep.equal(copiesOf('account.reminder-due', innocents));
  });
});
