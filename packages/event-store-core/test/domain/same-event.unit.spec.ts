import { expect } from 'chai';
import { isSameEvent } from '../../src/domain/same-event.js';
import { anEvent } from '../support/archives.js';

describe('isSameEvent', () => {
  const data = { amount: '1.00', list: [1, { deep: null }], none: null };
  const kept = anEvent('a', { data, actor: 'admin', sequence: '0000000001' });
  const { id, source, type, subject } = kept;
  const given = { specversion: '1.0' as const, id, source, type, subject, data };

  it('compares what is said, and nothing else', () => {
    expect(isSameEvent(given, kept)).to.equal(true);
    expect(isSameEvent({ ...given, time: kept.time, actor: 'admin' }, kept)).to.equal(true);
    expect(isSameEvent({ ...given, actor: 'ada' }, kept)).to.equal(false);
  });

  it('leaves the sequence to the archive', () => {
    expect(isSameEvent({ ...given, sequence: '9' }, kept)).to.equal(true);
  });

  it('does not mind the order of names', () => {
    expect(isSameEvent({ ...given, data: { none: null, list: [1, { deep: null }], amount: '1.00' } }, kept)).to.equal(true);
  });

  for (const other of [
    { ...data, amount: '2.00' },
    { ...data, more: undefined },
    { amount: '1.00', list: data.list },
    { amount: '1.00', list: data.list, toString: null },
    { ...data, list: [{ deep: null }, 1] },
    { ...data, list: [1, { deep: {} }] },
    { ...data, list: { 0: 1, 1: { deep: null } } },
    [data],
    null,
    'text',
  ])
    it(`finds that the data is another: ${JSON.stringify(other)}`, () => {
      expect(isSameEvent({ ...given, data: other }, kept)).to.equal(false);
    });
});
