import { expect } from 'chai';
import { timerBadge } from '../../../src/pages/ops/timers/timer-state.js';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const timer = {
  service: 'order',
  key: 'a',
  type: 'order.delivery-due',
  subject: 'a',
  due: '2026-11-21T10:00:00.000Z',
  failures: 0,
  error: null,
};

describe('The state of a timer', () => {
  const textFor = (change: Partial<typeof timer>): string => timerBadge({ ...timer, ...change }, now).text;

  it('is overdue only after the moments that firing takes', () => {
    expect(textFor({})).to.equal('Waiting');
    expect(textFor({ due: '2026-11-21T09:59:56.000Z' })).to.equal('Waiting');
    expect(textFor({ due: '2026-11-21T09:59:50.000Z' })).to.equal('Overdue');
  });

  it('is failing before it is late, and parked before it is failing', () => {
    expect(textFor({ failures: 1, due: '2026-11-21T09:00:00.000Z' })).to.equal('Failing');
    expect(textFor({ failures: 9, due: '9999-12-31T23:59:59.999Z' })).to.equal('Parked');
  });
});
