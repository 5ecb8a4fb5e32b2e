import { expect } from 'chai';
import { isFlawless, type Outcome, reportOf } from '../../src/index.js';

const fault = { kind: 'kill', target: 'order-1', beganAt: 0, endedAt: 1_000 } as const;
const flawless: Outcome = {
  accepted: 100,
  unknown: { requests: 3, orders: 1 },
  delivered: 80,
  cancelled: 21,
  events: { logged: 600, recorded: 600, repeats: 4 },
  poison: 1,
  deadLetters: 1,
  faults: [fault, fault, { ...fault, kind: 'cut' }],
  recoveries: [
    { fault, ms: 1_000 },
    { fault: { ...fault, target: 'order-2' }, ms: 2_500 },
  ],
  slowestOrder: 3_210,
  loadMs: 10_000,
  findings: [],
  troubles: [],
};

describe('The report', () => {
  it('says what was counted, and how to see it again', () => {
    const report = reportOf(flawless, 'yarn chaos --seed 1');
    for (const line of [
      /accepted.* \| 100 /,
      /terminal +\| 101 \(80 delivered, 21 cancelled\)/,
      /lost +\| 0 /,
      /repeated +\| 0 /,
      /3: kill 2, cut 1/,
      /2\.5 s after kill of order-2/,
      /3\.2 s/,
      /10\.0 orders\/s over 10\.0 s/,
      /^Nothing lost, nothing twice; again: yarn chaos --seed 1$/m,
    ])
      expect(report).to.match(line);
  });

  it('fails for a single finding, and for trouble that is none', () => {
    const lost: Outcome = { ...flawless, findings: [{ kind: 'lost', about: 'an order', problem: 'is gone' }] };
    expect(reportOf(lost, 'again'))
      .to.match(/lost +\| 1 /)
      .and.to.match(/lost: an order is gone\nFAILED/);
    expect([flawless, lost, { ...flawless, troubles: ['order-1 ended'] }].map(isFlawless)).to.deep.equal([true, false, false]);
  });

  it('shows the first findings of many', () => {
    const findings = Array.from({ length: 25 }, (_, index) => ({ kind: 'gap', about: String(index), problem: 'gapes' }) as const);
    expect(reportOf({ ...flawless, findings }, 'again')).to.match(/gap: 19 gapes\n {2}and 5 more\n/);
  });
});
