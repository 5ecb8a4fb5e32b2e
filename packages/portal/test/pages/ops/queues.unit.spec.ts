import type { QueueResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { relayBadge } from '../../../src/pages/ops/queues/relay-badge.js';
import { byService, queueBadge } from '../../../src/pages/ops/queues/service-queues.js';

const relay = { service: 'order', leading: true, pending: 0, lagSeconds: 0 };

const queue = (service: string, role: QueueResponse['role'], ready: number, consumers = 0): QueueResponse => ({
  service,
  queue: `ordermill.${service}.${role}`,
  role,
  ready,
  consumers,
});

describe('What operators read about queues and relays', () => {
  it('calls a relay behind from the lag on that makes its service unready', () => {
    expect(relayBadge(relay)).to.deep.equal({ text: 'Up to date', tone: 'good' });
    expect(relayBadge({ ...relay, pending: 5, lagSeconds: 9.9 })).to.deep.equal({ text: 'Publishing', tone: 'active' });
    expect(relayBadge({ ...relay, pending: 5, lagSeconds: 10 })).to.deep.equal({ text: 'Behind', tone: 'bad' });
  });

  it('adds up the retry queues of a service, and nothing of another', () => {
    const queues = [
      queue('order', 'events', 4, 2),
      queue('order', 'retry', 1),
      queue('order', 'retry', 2),
      queue('order', 'dead letters', 5),
      queue('payment', 'events', 9, 1),
    ];
    expect(byService(queues)).to.deep.equal([
      { service: 'order', queue: 'ordermill.order.events', waiting: 4, retries: 3, letters: 5, consumers: 2 },
      { service: 'payment', queue: 'ordermill.payment.events', waiting: 9, retries: 0, letters: 0, consumers: 1 },
    ]);
  });

  it('misses a queue, and then a consumer', () => {
    const textFor = (...queues: readonly QueueResponse[]) => byService(queues).map((own) => queueBadge(own).text);
    expect(textFor(queue('order', 'retry', 0))).to.deep.equal(['No queue']);
    expect(textFor(queue('order', 'events', 3))).to.deep.equal(['No consumer']);
    expect(textFor(queue('order', 'events', 3, 1))).to.deep.equal(['Busy']);
    expect(textFor(queue('order', 'events', 0, 1))).to.deep.equal(['Idle']);
  });
});
