import { expect } from 'chai';
import { RandomVoucherCodes, voucherCodePattern } from '../../src/adapters/random-voucher-codes.js';

describe('RandomVoucherCodes', () => {
  it('draws codes that nobody misreads, and does not repeat itself', () => {
    const codes = new RandomVoucherCodes();
    const drawn = Array.from({ length: 1_000 }, () => codes.next());
    expect(new Set(drawn).size).to.equal(1_000);
    for (const code of drawn) {
      expect(code).to.match(voucherCodePattern);
      expect(code).not.to.match(/[01OILU]/);
    }
  });
});
