import { expect } from 'chai';
import { voucherSettings } from '../../src/adapters/settings.js';

describe('voucher settings', () => {
  it('default to 5.00 EUR above 100.00 EUR for 90 days', () => {
    expect(voucherSettings.parse({})).to.deep.equal({
      threshold: '100.00',
      value: '5.00',
      currency: 'EUR',
      timeToLive: 7_776_000_000,
    });
  });

  it('take days with decimals and amounts in the decimals of the currency', () => {
    const rule = voucherSettings.parse({
      VOUCHER_CURRENCY: 'JPY',
      VOUCHER_THRESHOLD: '1000',
      VOUCHER_VALUE: '50',
      VOUCHER_TTL_DAYS: '0.5',
    });
    expect(rule).to.deep.equal({ threshold: '1000', value: '50', currency: 'JPY', timeToLive: 43_200_000 });
  });

  for (const env of [
    { VOUCHER_THRESHOLD: 'much' },
    { VOUCHER_VALUE: '0' },
    { VOUCHER_CURRENCY: 'EURO' },
    { VOUCHER_TTL_DAYS: '-1' },
    { VOUCHER_TTL_DAYS: '0' },
  ])
    it(`name the variable at fault in ${JSON.stringify(env)}`, () => {
      expect(voucherSettings.safeParse(env).error?.issues.map(({ path }) => path[0])).to.deep.equal(Object.keys(env));
    });
});
