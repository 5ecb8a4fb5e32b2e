import { expect } from 'chai';
import { evolve, modeOf, pollingInterval, type Signal, unconnected } from '../../src/live/connection.js';

const after = (...signals: Signal[]) => modeOf(signals.reduce(evolve, unconnected));

describe('The live connection', () => {
  it('is live once the stream is open', () => {
    expect(after()).to.equal('connecting');
    expect(after('opened')).to.equal('live');
  });

  it('is lost while the stream is interrupted, and back when it opens again', () => {
    expect(after('opened', 'interrupted')).to.equal('lost');
    expect(after('opened', 'interrupted', 'opened')).to.equal('live');
  });

  it('is not lost where the server has no stream', () => {
    expect(after('absent')).to.equal('polling');
  });

  it('is lost while no request is answered', () => {
    expect(after('absent', 'unreachable')).to.equal('lost');
    expect(after('absent', 'unreachable', 'reached')).to.equal('polling');
    expect(after('opened', 'interrupted', 'reached')).to.equal('lost');
  });

  it('keeps its identity when nothing changes', () => {
    const live = evolve(unconnected, 'opened');
    expect(evolve(live, 'reached')).to.equal(live);
  });

  it('asks often for what has just changed, seldom for the rest, and never where changes are streamed', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(pollingInterval('live', ['2026-11-21T11:59:59Z'], now)).to.equal(false);
    expect(pollingInterval('polling', ['2026-11-21T11:00:00Z', '2026-11-21T11:59:59Z'], now)).to.equal(1_500);
    expect(pollingInterval('lost', ['2026-11-21T11:00:00Z'], now)).to.equal(10_000);
  });
});
