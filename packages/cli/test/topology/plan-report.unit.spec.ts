import { expect } from 'chai';
import { planReport } from '../../src/topology/plan-report.js';

const queue = { kind: 'queue', differences: [] } as const;

describe('the report of a plan', () => {
  it('is a table with numbers aligned, and says that there is nothing to do', () => {
    const report = planReport([
      { kind: 'exchange', name: 'mill.events', state: 'ok', differences: [] },
      { ...queue, name: 'mill.order', state: 'ok', messages: 12_345, consumers: 2 },
    ]);
    expect(report.split('\n').slice(0, 3)).to.deep.equal([
      'NAME                    STATE  MESSAGES  CONSUMERS',
      'mill.events (exchange)  ok',
      'mill.order              ok       12,345          2',
    ]);
    expect(report).to.match(/\n\nNothing to do\..*\n$/);
  });

  it('names what differs, as it is and as it is wanted', () => {
    const differences = [
      { argument: 'x-delivery-limit', current: 5, wanted: 20 },
      { argument: 'x-queue-type', current: undefined, wanted: 'quorum' },
      { argument: 'x-dead-letter-exchange', current: 'other', wanted: '' },
      { argument: 'durable', current: false, wanted: true },
    ];
    const report = planReport([{ ...queue, name: 'mill.order', state: 'differs', differences }]);
    expect(report).to.include(
      [
        'mill.order differs, and the broker would refuse to change it: apply makes the queue anew, with its messages.',
        '  x-delivery-limit: 5 → 20',
        '  x-queue-type: not set → quorum',
        '  x-dead-letter-exchange: other → ""',
        '  durable: false → true',
        '',
        '1 to do: ordermill topology apply.',
      ].join('\n'),
    );
  });

  it('tells what a migration has left behind, and what has to be done by hand', () => {
    const differences = [{ argument: 'type', current: 'fanout', wanted: 'topic' }];
    const report = planReport([
      { kind: 'exchange', name: 'mill.events', state: 'differs', differences },
      { ...queue, name: 'mill.order.swap', state: 'unfinished', messages: 1, consumers: 0 },
    ]);
    expect(report).to.include('mill.events differs, and the broker would refuse to change it: delete it first.');
    expect(report).to.include('mill.order.swap was left by a migration that was ended: apply finishes it.');
    expect(report).to.include('2 to do');
  });
});
