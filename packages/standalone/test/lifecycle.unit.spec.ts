import { expect } from 'chai';
import fc from 'fast-check';
import { Mill } from './support/mill.js';

/** Which pending message is next, and whether it will come again: as a share of those pending, so that any history shrinks well. */
const network = fc.infiniteStream(
  fc.record({ pick: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), again: fc.boolean() }),
);
const mostRepeats = 40;

const run = async (
  mill: Mill,
  choices: Iterator<{ pick: number; again: boolean }>,
  beforeStep: (step: number) => Promise<void>,
): Promise<void> => {
  for (let step = 0; mill.pending.length > 0; step += 1) {
    await beforeStep(step);
    const { pick, again } = choices.next().value as { pick: number; again: boolean };
    await mill.deliver(Math.floor(pick * mill.pending.length), again && step < mostRepeats);
  }
};

const outcome = (mill: Mill, orderId: string) => {
  const voucher = mill.vouchers.state(orderId);
  return {
    order: mill.orders.state(orderId)?.status,
    cancelReason: mill.orders.state(orderId)?.cancelReason,
    payment: mill.payments.state(orderId)?.status,
    refunds: mill.payments.state(orderId)?.refunds.length,
    voucher: typeof voucher === 'object' ? voucher.status : voucher,
  };
};

describe('lifecycle, with messages in any order and any number of times', () => {
  const ends = {
    'a paid order is delivered and earns one voucher': [
      ['207.00', 'test'],
      { order: 'delivered', cancelReason: null, payment: 'confirmed', refunds: 0, voucher: 'issued' },
    ],
    'a paid order at the threshold earns none': [
      ['100.00', 'test'],
      { order: 'delivered', cancelReason: null, payment: 'confirmed', refunds: 0, voucher: undefined },
    ],
    'a declined order is cancelled': [
      ['207.00', 'xxx'],
      { order: 'cancelled', cancelReason: 'payment_declined', payment: 'declined', refunds: 0, voucher: 'withheld' },
    ],
  } as const;
  for (const [name, [[amount, description], end]] of Object.entries(ends))
    it(name, () =>
      fc.assert(
        fc.asyncProperty(network, async (choices) => {
          const mill = new Mill();
          const { id } = await mill.place(amount, description);
          await run(mill, choices, () => Promise.resolve());
          expect(outcome(mill, id)).to.deep.equal(end);
        }),
        { numRuns: 300 },
      ),
    );

  it('a cancel at any moment is refused after delivery, or undoes payment and voucher exactly once', () =>
    fc.assert(
      fc.asyncProperty(network, fc.nat({ max: 12 }), fc.constantFrom('test', 'xxx'), async (choices, moment, description) => {
        const mill = new Mill();
        const { id } = await mill.place('207.00', description);
        const cancel = async () => {
          await mill.cancel(id).catch((error: unknown) => expect(error).to.have.property('code', 'order_not_cancellable'));
        };
        await run(mill, choices, (step) => (step === moment ? cancel() : Promise.resolve()));
        const end = outcome(mill, id);
        if (end.order === 'delivered') {
          expect(end).to.include({ payment: 'confirmed', refunds: 0, voucher: 'issued' });
          return;
        }
        expect(end.order).to.equal('cancelled');
        expect(end.voucher).to.be.oneOf(['withheld', 'revoked']);
        expect([end.payment, end.refunds]).to.deep.be.oneOf([
          ['refunded', 1],
          ['voided', 0],
          ['declined', 0],
        ]);
      }),
      { numRuns: 600 },
    ));

  it('a voucher has one winner among orders at once, and comes back when the winner is cancelled', () =>
    fc.assert(
      fc.asyncProperty(network, fc.nat({ max: 30 }), fc.nat({ max: 2 }), async (choices, moment, victim) => {
        const mill = new Mill();
        const earning = await mill.place('207.00', 'test');
        await run(mill, choices, () => Promise.resolve());
        const voucher = mill.vouchers.state(earning.id);
        const code = typeof voucher === 'object' ? voucher.code : '';
        const ids: string[] = [];
        for (let n = 0; n < 3; n += 1) ids.push((await mill.place('20.00', 'test', code.toLowerCase())).id);
        const cancel = () =>
          mill.cancel(ids[victim] ?? '').then(
            () => undefined,
            (error: unknown) => expect(error).to.have.property('code', 'order_not_cancellable'),
          );
        await run(mill, choices, async (step) => void (step === moment && (await cancel())));

        const all = ids.map((id) => mill.orders.state(id));
        const delivered = all.filter((order) => order?.status === 'delivered');
        const cancelled = all.filter((order) => order?.status === 'cancelled');
        expect(delivered.length + cancelled.length).to.equal(3);
        expect(delivered.length).to.be.at.most(1);
        for (const order of delivered) {
          expect(order?.discount).to.equal('5.00');
          expect(mill.payments.state(order?.id ?? '')).to.include({ status: 'confirmed', amount: '15.00' });
        }
        expect(mill.vouchers.state(earning.id)).to.include({
          status: delivered.length === 1 ? 'redeemed' : 'issued',
          redeemedBy: delivered[0]?.id ?? null,
        });
        for (const order of cancelled) if (order?.id !== ids[victim]) expect(order?.cancelReason).to.equal('voucher_rejected');
      }),
      { numRuns: 400 },
    ));
});
