import type { EventBus } from '@ordermill/eventing';
import { expect } from 'chai';
import { BusRecipients } from '../../src/adapters/bus-recipients.js';

const { signal } = new AbortController();
const event = { position: 1 } as Parameters<BusRecipients['send']>[1];

const recipientsOf = (waiting: readonly number[], sent: () => Promise<void> = () => Promise.resolve()): BusRecipients => {
  const left = [...waiting];
  const bus: Pick<EventBus, 'send' | 'waiting'> = {
    send: sent,
    waiting: () => Promise.resolve(left.length > 1 ? (left.shift() ?? 0) : (left[0] ?? 0)),
  };
  return new BusRecipients(bus as EventBus);
};

describe('BusRecipients', () => {
  it('has room for what keeps the queue short, those on their way counted', async () => {
    const recipients = recipientsOf([100], () => new Promise(() => undefined));
    expect(await recipients.room('voucher', signal)).to.equal(300);
    for (let index = 0; index < 50; index += 1) void recipients.send('voucher', event, false);
    expect(await recipients.room('voucher', signal)).to.equal(250);
    expect(await recipients.room('order', signal)).to.equal(300);
  });

  it('waits for a queue to become short, and has no room when it does not', async () => {
    expect(await recipientsOf([400, 350, 50]).room('voucher', signal)).to.equal(350);
    expect(await recipientsOf([400]).room('voucher', signal)).to.equal(0);
  });

  it('lets new events go first: after many there is a pause, whatever the queues are', async () => {
    const recipients = recipientsOf([0]);
    for (let index = 0; index < 600; index += 1) await recipients.send('voucher', event, false);
    const began = performance.now();
    expect(await recipients.room('order', signal)).to.equal(400);
    expect(performance.now() - began).to.be.greaterThan(100);
  });

  it('waits no longer than it is wanted', async () => {
    const recipients = recipientsOf([0]);
    for (let index = 0; index < 9_000; index += 1) void recipients.send('voucher', event, false);
    expect(await recipients.room('voucher', AbortSignal.timeout(20))).to.equal(0);
  });
});
