import { given } from '@ordermill/eventing/testing';
import type { VoucherEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import { decide, type VoucherCommand, type VoucherState } from '../../src/domain/voucher.js';

const at = '2026-01-02T00:00:00.000Z';
const stated = { time: at, actor: 'voucher' };
const rule = { threshold: '100.00', value: '5.00', currency: 'EUR', timeToLive: 86_400_000 };
const voucher = { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR' };

const issued: VoucherEvent = { type: 'voucher.issued', ...stated, data: { ...voucher, expiresAt: '2026-01-03T00:00:00.000Z' } };
const revoked: VoucherEvent = { type: 'voucher.revoked', ...stated, data: { ...voucher, reason: 'order_cancelled' } };
const expired: VoucherEvent = { type: 'voucher.expired', ...stated, data: voucher };
const withheld: VoucherEvent = { type: 'voucher.withheld', ...stated, data: { reason: 'order_cancelled' } };

const issue = (amount: string, currency = 'EUR', discount = '0.00'): VoucherCommand => ({
  type: 'issue',
  order: { userId: 'ada', amount, currency, discount },
  rule,
  code: voucher.code,
  at,
});
const revoke: VoucherCommand = { type: 'revoke', at };
const expire: VoucherCommand = { type: 'expire', at };

const aVoucher = (...events: VoucherEvent[]) =>
  given<VoucherState, VoucherCommand, VoucherEvent>(events, {
    decide,
    evolve: (state, event) => evolve(state, event, 'o1'),
    initial: undefined,
  });

describe('Voucher', () => {
  it('is issued once, for a charged amount strictly above the threshold', () => {
    aVoucher().when(issue('100.01')).then(issued);
    aVoucher().when(issue('100.00')).then();
    aVoucher()
      .when(issue('103.00', 'EUR', '3.00'))
      .then();
    aVoucher(issued).when(issue('100.01')).then();
  });

  it('is not issued in another currency', () => {
    aVoucher().when(issue('1000.00', 'USD')).then();
  });

  it('is revoked when its order is cancelled, once', () => {
    aVoucher(issued).when(revoke).then(revoked);
    aVoucher(issued, revoked).when(revoke).then();
  });

  it('is withheld when the cancellation arrives first', () => {
    aVoucher().when(revoke).then(withheld);
    aVoucher(withheld).when(issue('207.00')).then();
    aVoucher(withheld).when(revoke).then();
  });

  it('expires unless it is revoked', () => {
    aVoucher(issued).when(expire).then(expired);
    aVoucher(issued, revoked).when(expire).then();
    aVoucher(issued, expired).when(revoke).then();
    aVoucher().when(expire).then();
  });
});
