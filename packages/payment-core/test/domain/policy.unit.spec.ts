import { expect } from 'chai';
import fc from 'fast-check';
import { type Application, policies } from '../../src/domain/policy.js';

const application = (fields: Partial<Application> = {}, amount = '10.00', currency = 'EUR'): Application => ({
  orderId: 'o1',
  description: '',
  seed: 's',
  charge: { userId: 'ada', amount, currency },
  ...fields,
});

describe('payment policies', () => {
  it('description: approves "test…", declines "xxx…", case-sensitively, and tosses a coin for the rest', () => {
    expect(policies.description(application({ description: 'test top up' }))).to.include({
      approved: true,
      policy: 'description',
    });
    expect(policies.description(application({ description: 'xxx top up' }))).to.include({
      approved: false,
      policy: 'description',
    });
    expect(policies.description(application({ description: 'TEST' })).seed).to.equal('s');
    expect(policies.description(application({ description: ' test' })).seed).to.equal('s');
  });

  it('parity: approves an even total without cents', () => {
    const approved = (amount: string, currency = 'EUR') => policies.parity(application({}, amount, currency)).approved;
    expect([approved('10.00'), approved('11.00'), approved('10.50'), approved('10.02')]).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
    expect([approved('100', 'JPY'), approved('101', 'JPY'), approved('2.000', 'KWD'), approved('2.002', 'KWD')]).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
  });

  it('random: falls the same way for the same seed and order, and both ways about equally over many', () => {
    const toss = (orderId: string, seed: string) => policies.random(application({ orderId, seed })).approved;
    fc.assert(fc.property(fc.uuid(), fc.string(), (orderId, seed) => toss(orderId, seed) === toss(orderId, seed)));
    const heads = Array.from({ length: 2_000 }, (_, index) => toss(`order-${index}`, 'seed')).filter(Boolean).length;
    expect(heads).to.be.within(850, 1_150);
  });

  it('always: approves', () => {
    expect(policies.always(application())).to.include({ approved: true, policy: 'always', seed: null });
  });
});
