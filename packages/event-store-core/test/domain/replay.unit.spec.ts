import type { ReplayBody } from '@ordermill/contracts';
import { expect } from 'chai';
import { rangeOf } from '../../src/domain/replay.js';

describe('rangeOf', () => {
  const head = 100;
  const faultOf = (work: () => unknown): unknown => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('is everything that the service handles, up to the newest event', () => {
    const range = rangeOf({ service: 'payment', subject: null }, head);
    expect(range).to.deep.include({ service: 'payment', subject: null, from: 0, to: head });
    expect(range.types).to.include('order.created').and.not.include('voucher.issued');
  });

  it('is what was asked for, as far as the archive goes', () => {
    const asked = { service: 'voucher', types: ['order.sent'], subject: 'o1', from: 5 };
    expect(rangeOf({ ...asked, to: 9 }, head)).to.deep.equal({ ...asked, to: 9 });
    expect(rangeOf({ ...asked, to: 5 }, head)).to.deep.equal({ ...asked, to: 5 });
    expect(rangeOf({ ...asked, to: head + 1 }, head)).to.deep.equal({ ...asked, to: head });
    expect(rangeOf({ ...asked, from: head + 7 }, head)).to.deep.equal({ ...asked, from: head + 7, to: head });
  });

  for (const [path, body] of [
    ['service', { service: 'event-store' }],
    ['service', { service: 'shipping' }],
    ['types.1', { service: 'voucher', types: ['order.sent', 'payment.confirmed'] }],
    ['to', { service: 'voucher', from: 7, to: 6 }],
  ] satisfies [string, Partial<ReplayBody>][])
    it(`refuses ${JSON.stringify(body)}, and names ${path}`, () => {
      const fault = faultOf(() => rangeOf({ subject: null, ...body }, head));
      expect(fault).to.include({ code: 'invalid_request' }).and.to.have.nested.property('errors[0].path', path);
    });
});
