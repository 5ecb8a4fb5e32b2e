import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { countTimers, type FiredTimer, readTimers, type RetryPolicy, Timers, type TimersOptions } from '../../src/index.js';
import { type Accounts, credit, openAccounts } from '../support/accounts.js';

const policy: RetryPolicy = { immediateTries: 1, delays: [20], jitter: 0 };
const soon = (ms = 0): string => new Date(Date.now() + ms).toISOString();

describe('Timers', () => {
  let service: Accounts;
  let replica: Accounts;
  const running: Timers[] = [];
  const fired: { readonly subject: string; readonly at: number }[] = [];
  const firing = new EventEmitter();

  beforeEach(async () => {
    service = await openAccounts();
    replica = await openAccounts(service.name);
    fired.length = 0;
  });
  afterEach(async () => {
    await drainAll();
    await Promise.all([service.database.close(), replica.database.close()]);
  });

  const start = (
    on: Accounts,
    handle: (event: FiredTimer) => Promise<unknown> = () => Promise.resolve(),
    options: Partial<TimersOptions> = {},
  ): void => {
    const handler = async (event: FiredTimer) => {
      await handle(event);
      fired.push({ subject: event.subject, at: Date.now() });
      firing.emit('fired');
    };
    const timers = new Timers({ unitOfWork: on.unitOfWork, handlers: { 'account.reminder-due': handler }, policy, ...options });
    running.push(timers);
    timers.start();
  };
  const firedTimes = async (least: number): Promise<readonly string[]> => {
    while (fired.length < least) await once(firing, 'fired');
    return fired.map(({ subject }) => subject);
  };
  const drainAll = () => Promise.all(running.splice(0).map((timers) => timers.drain()));
  const rows = () =>
    service.database.query<{ key: string; rounds: number; error: string | null }>({
      text: 'select key, rounds, error from eventing.timers',
    });

  it('fires when it is due, once, and is gone', async () => {
    start(service);
    const due = Date.now() + 150;
    await service.accounts.change('a', () => [credit(1, new Date(due).toISOString())]);
    await firedTimes(1);
    expect(fired[0]?.at).to.be.at.least(due);
    await drainAll();
    expect(await rows()).to.deep.equal([]);
  });

  it('commits its end together with what it does, so that two replicas fire it once', async () => {
    const creditOne = (on: Accounts) => (event: FiredTimer) => on.accounts.change(event.subject, () => [credit(1)]);
    for (const id of ['a', 'b', 'c', 'd']) await service.accounts.change(id, () => [credit(1, soon(50))]);
    start(service, creditOne(service));
    start(replica, creditOne(replica));
    await firedTimes(4);
    await drainAll();
    expect((await service.balances()).map(({ balance }) => balance)).to.deep.equal([2, 2, 2, 2]);
  });

  it('tells which one it is', async () => {
    const keys: string[] = [];
    start(service, async ({ data }) => void keys.push(data.key));
    await service.accounts.change('a', () => [credit(1, soon())]);
    await firedTimes(1);
    expect(keys).to.deep.equal(['a']);
  });

  it('fires once though its handler waits for longer than a claim lasts, and another process looks for timers', async () => {
    const claimMs = 300;
    const begun: Date[] = [];
    const isOver = async (): Promise<boolean> => {
      const text = `select 1 where now() > $1::timestamptz + interval '${2 * claimMs} milliseconds'`;
      return begun.length > 1 || (await service.database.query({ text, values: [begun[0]] })).length > 0;
    };
    const wait = async (): Promise<void> => {
      begun.push(new Date());
      while (!(await isOver())) await new Promise(setImmediate);
    };
    await service.accounts.change('a', () => [credit(1, soon())]);
    start(service, wait, { claimMs });
    start(replica, wait, { claimMs });
    await firedTimes(1);
    await drainAll();
    expect(begun).to.have.length(1);
  });

  it('does not fire when it was cancelled, and fires at the new time when it was set again', async () => {
    await service.accounts.change('cancelled', () => [credit(1, soon(100))]);
    await service.accounts.change('cancelled', () => [credit(1)]);
    await service.accounts.change('moved', () => [credit(1, soon(60_000))]);
    await service.accounts.change('moved', () => [credit(1, soon(150))]);
    start(service);
    expect(await firedTimes(1)).to.deep.equal(['moved']);
    await drainAll();
    expect(await rows()).to.deep.equal([]);
  });

  it('tries a failing one again, with nothing done meanwhile, and keeps its error', async () => {
    let failures = 2;
    await service.accounts.change('a', () => [credit(1, soon())]);
    start(service, async ({ subject }) => {
      await service.accounts.change(subject, () => [credit(1)]);
      if (failures-- > 0) throw new Error('not yet');
    });
    await firedTimes(1);
    await drainAll();
    expect(await service.balances()).to.deep.equal([{ id: 'a', balance: 2 }]);
  });

  it('ends nothing but what has fired', async () => {
    await service.accounts.change('later', () => [credit(1, soon(60_000))]);
    await service.accounts.change('now', () => [credit(1, soon())]);
    start(service);
    await firedTimes(1);
    await drainAll();
    expect((await rows()).map(({ key }) => key)).to.deep.equal(['later']);
  });

  it('fires what a process that died had claimed', async () => {
    await service.accounts.change('a', () => [credit(1, soon())]);
    await service.database.query({ text: `update eventing.timers set claimed_until = now() + interval '200 milliseconds'` });
    start(replica);
    expect(await firedTimes(1)).to.deep.equal(['a']);
  });

  it('tells of parked ones, the last of all and page by page', async () => {
    for (const id of ['a', 'b', 'c']) await service.accounts.change(id, () => [credit(1, soon(60_000))]);
    const { database } = service;
    await database.query({ text: `update eventing.timers set due = 'infinity' where subject in ('a', 'b')` });
    const first = await readTimers(database, { limit: 2 });
    expect(first.timers.map(({ subject }) => subject)).to.deep.equal(['c', 'a']);
    expect(first.timers[1]?.due).to.deep.equal(new Date('9999-12-31T23:59:59.999Z'));
    const rest = await readTimers(database, { limit: 2, after: first.timers[1] });
    expect(rest.timers.map(({ subject }) => subject)).to.deep.equal(['b']);
    expect(await countTimers(database)).to.deep.equal({ waiting: 3, overdue: 0, failing: 2, nextDue: first.timers[0]?.due });
  });
});
