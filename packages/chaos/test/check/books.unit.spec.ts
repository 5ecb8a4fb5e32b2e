import { expect } from 'chai';
import { checkDeadLetters } from '../../src/check/dead-letters.js';
import { recoveries } from '../../src/check/recovery.js';
import { checkRequests } from '../../src/check/requests.js';
import type { Evidence } from '../../src/verdict/evidence.js';
import { modules } from '../../src/verdict/services.js';

describe('The books of a run', () => {
  it('explain a dead letter by poison alone, and miss poison that is nowhere', () => {
    const letter = (body: string) => ({ queue: 'ordermill.order.dlq', reason: 'exhausted', error: 'boom', body });
    expect(
      checkDeadLetters([letter('poison 1'), letter('poison 1'), letter('poison 2')], ['poison 1', 'poison 2']),
    ).to.deep.equal([]);
    expect(checkDeadLetters([letter('{}')], ['poison 1'])).to.deep.equal([
      { kind: 'dead letter', about: 'ordermill.order.dlq', problem: 'exhausted: boom' },
      { kind: 'lost', about: 'poison 1', problem: 'was published, and is in no dead letter queue' },
    ]);
  });

  it('find a request that was carried out twice', () => {
    const order = (subject: string, description: string) => ({ subject, type: 'order.created', data: { description } });
    const evidence = modules.map((module) => ({
      module,
      events: module.name === 'order' ? [order('a', 'test 1/1'), order('b', 'test 1/2'), order('c', 'test 1/1')] : [],
    })) as unknown as Evidence[];
    expect(checkRequests(evidence)).to.deep.equal([{ kind: 'repeated', about: 'c', problem: '"test 1/1" was placed twice' }]);
  });

  it('measure recovery from the end of a fault to the first delivery of an order that was placed after it', () => {
    const fault = { kind: 'cut', target: 'order–broker', beganAt: 0, endedAt: 1_000 } as const;
    const lifetimes = [
      { askedAt: 900, deliveredAt: 1_500 },
      { askedAt: 1_100, deliveredAt: 4_000 },
      { askedAt: 1_200, deliveredAt: 3_000 },
    ];
    expect(recoveries([fault, { ...fault, endedAt: 5_000 }], lifetimes)).to.deep.equal([{ fault, ms: 2_000 }]);
  });
});
