import { given } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import type { RedemptionEvent, VoucherEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import {
  decideRedemption,
  discountOf,
  evolveRedemption,
  type RedemptionCommand,
  type RedemptionState,
  refusalOf,
} from '../../src/domain/redemption.js';
import { decide, type VoucherCommand, type VoucherState } from '../../src/domain/voucher.js';

const at = '2026-01-02T00:00:00.000Z';
const stated = { time: at, actor: 'voucher' };
const voucher = { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR' };
const expiresAt = '2026-01-03T00:00:00.000Z';
const reason = 'order_cancelled';

const issued: VoucherEvent = { type: 'voucher.issued', ...stated, data: { ...voucher, expiresAt } };
const reserved: VoucherEvent = { type: 'voucher.reserved', ...stated, data: { redeemedBy: 'o2' } };
const returned: VoucherEvent = { type: 'voucher.returned', ...stated, data: { expiresAt } };
const forfeited: VoucherEvent = { type: 'voucher.forfeited', ...stated, data: { reason } };
const revoked: VoucherEvent = { type: 'voucher.revoked', ...stated, data: { ...voucher, reason } };
const expired: VoucherEvent = { type: 'voucher.expired', ...stated, data: voucher };

const reserve: VoucherCommand = { type: 'reserve', redeemingOrderId: 'o2', at };
const giveBack: VoucherCommand = { type: 'return', redeemingOrderId: 'o2', at };
const revoke: VoucherCommand = { type: 'revoke', at };

const after = (...events: readonly VoucherEvent[]): VoucherState =>
  events.reduce<VoucherState>((state, event) => evolve(state, event, 'o1'), undefined);
const aVoucher = (...events: readonly VoucherEvent[]) =>
  given<VoucherState, VoucherCommand, VoucherEvent>(events, {
    decide,
    evolve: (state, event) => evolve(state, event, 'o1'),
    initial: undefined,
  });
const aRedemption = (...events: readonly RedemptionEvent[]) =>
  given<RedemptionState, RedemptionCommand, RedemptionEvent>(events, {
    decide: decideRedemption,
    evolve: evolveRedemption,
    initial: undefined,
  });

describe('A voucher to be redeemed', () => {
  it('is reserved for one order', () => {
    aVoucher(issued).when(reserve).then(reserved);
    aVoucher(issued, reserved)
      .when({ ...reserve, redeemingOrderId: 'o3' })
      .then();
    expect(after(issued, reserved)).to.include({ status: 'redeemed', redeemedBy: 'o2' });
  });

  it('comes back from the order that had it, and from no other', () => {
    aVoucher(issued, reserved).when(giveBack).then(returned);
    aVoucher(issued, reserved)
      .when({ ...giveBack, redeemingOrderId: 'o3' })
      .then();
    aVoucher(issued, reserved, returned).when(giveBack).then();
    expect(after(issued, reserved, returned)).to.include({ status: 'issued', redeemedBy: null });
  });

  it('does not expire while an order has it', () => {
    aVoucher(issued, reserved).when({ type: 'expire', at }).then();
    aVoucher(issued, reserved, returned).when({ type: 'expire', at }).then(expired);
  });

  it('is revoked when it comes back after the order that earned it was cancelled', () => {
    aVoucher(issued, reserved).when(revoke).then(forfeited);
    aVoucher(issued, reserved, forfeited).when(revoke).then();
    aVoucher(issued, reserved, forfeited).when(giveBack).then(returned, revoked);
  });

  it('is refused for a reason that says no more than its reader may know', () => {
    const order = { userId: 'ada', amount: '207.00', currency: 'EUR' };
    expect(refusalOf(after(issued), order, at)).to.equal(undefined);
    expect(refusalOf(undefined, order, at)).to.equal('unknown');
    expect(refusalOf('withheld', order, at)).to.equal('unknown');
    expect(refusalOf(after(issued, reserved), order, at)).to.equal('already_redeemed');
    expect(refusalOf(after(issued, revoked), order, at)).to.equal('revoked');
    expect(refusalOf(after(issued, expired), order, at)).to.equal('expired');
    expect(refusalOf(after(issued), order, expiresAt)).to.equal('expired');
    expect(refusalOf(after(issued), { ...order, currency: 'USD' }, at)).to.equal('wrong_currency');
    for (const events of [[issued], [issued, reserved], [issued, revoked], [issued, expired]])
      expect(refusalOf(after(...events), { ...order, userId: 'eve' }, at)).to.equal('not_yours');
  });

  it('is worth its value, and never more than the order', () => {
    expect(discountOf('5.00', { userId: 'ada', amount: '207.00', currency: 'EUR' })).to.equal('5.00');
    expect(discountOf('5.00', { userId: 'ada', amount: '3.20', currency: 'EUR' })).to.equal('3.20');
  });
});

describe('A redemption', () => {
  const redeemed: RedemptionEvent = { type: 'voucher.redeemed', ...stated, data: voucher };
  const rejection = { code: 'abc', userId: 'ada', reason: 'unknown' } as const;
  const rejected: RedemptionEvent = { type: 'voucher.rejected', ...stated, data: rejection };
  const released: RedemptionEvent = { type: 'voucher.released', ...stated, data: { ...voucher, reason } };
  const withheld: RedemptionEvent = { type: 'voucher.redemption-withheld', ...stated, data: { reason } };
  const grant: RedemptionCommand = { type: 'grant', grant: voucher, at };
  const reject: RedemptionCommand = { type: 'reject', rejection, at };
  const release: RedemptionCommand = { type: 'release', at };

  it('is granted or rejected, once', () => {
    aRedemption().when(grant).then(redeemed);
    aRedemption().when(reject).then(rejected);
    for (const events of [[redeemed], [rejected]]) {
      aRedemption(...events)
        .when(grant)
        .then();
      aRedemption(...events)
        .when(reject)
        .then();
    }
  });

  it('is released when its order is cancelled, once', () => {
    aRedemption(redeemed).when(release).then(released);
    aRedemption(redeemed, released).when(release).then();
    aRedemption(rejected).when(release).then();
  });

  it('never happens when the cancellation arrives first', () => {
    aRedemption().when(release).then(withheld);
    aRedemption(withheld).when(grant).then();
    aRedemption(withheld).when(reject).then();
  });
});
