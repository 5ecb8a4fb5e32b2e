import { expect } from 'chai';
import { catalog, type ConsumedBy } from '../src/index.js';

describe('catalog', () => {
  for (const [type, definition] of Object.entries(catalog)) {
    it(`names ${type} after the service that states it`, () => {
      expect(definition.type).to.equal(type);
      expect(`/${type.split('.')[0]}`).to.equal(definition.source);
    });
  }

  it('knows the handlers that a service must have, by type', () => {
    const handled: Record<ConsumedBy<'voucher'>, true> = { 'order.created': true, 'order.sent': true, 'order.cancelled': true };
    const declared = Object.values(catalog).filter(({ consumers }) => (consumers as readonly string[]).includes('voucher'));
    expect(declared.map(({ type }) => type).sort()).to.deep.equal(Object.keys(handled).sort());
  });
});
