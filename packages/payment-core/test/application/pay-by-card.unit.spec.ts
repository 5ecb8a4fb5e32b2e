import { InMemoryStreams } from '@ordermill/eventing/testing';
import { DomainError, SystemClock } from '@ordermill/kernel';
import { expect } from 'chai';
import { PayByCard } from '../../src/application/pay-by-card.js';
import { type Charging, PaymentGateway } from '../../src/application/payment-gateway.js';
import { Card } from '../../src/domain/card.js';
import type { Settlement } from '../../src/domain/attempts.js';
import type { PaymentEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import type { PaymentState } from '../../src/domain/state.js';

const requested: PaymentEvent = {
  type: 'payment.requested',
  time: '2026-01-02T03:04:05.678Z',
  actor: 'payment',
  data: { userId: 'ada', amount: '20.00', currency: 'EUR', paymentMode: 'manual', expiresAt: null },
};

class GenerousGateway extends PaymentGateway {
  override charge = ({ attemptId }: Charging): Promise<Settlement> =>
    Promise.resolve({ status: 'captured', reference: `charge of ${attemptId}` });
  override refund = () => Promise.reject(new Error('nothing is refunded here'));
  override resolve = () => Promise.reject(new Error('nothing is in doubt here'));
}

const paying = () => {
  const looks: string[] = [];
  const payments = new InMemoryStreams<PaymentState, PaymentEvent>(undefined, evolve);
  const commit = payments.commit.bind(payments);
  payments.commit = (id, decide) => {
    looks.push(id);
    return commit(id, decide);
  };
  const pay = new PayByCard(payments, new GenerousGateway(), new SystemClock());
  const by = (userId: string) => {
    const card = new Card({ number: '4242424242424242', cvt: '123', expiry: '12/34' });
    return pay.execute({ orderId: 'o1', userId, card, attemptId: 'a1' });
  };
  return { by, looks, request: () => payments.change('o1', () => [requested]) };
};

const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : String(error));

describe('Paying for an order', () => {
  it('waits until the order has been heard of, when it comes first', async () => {
    const { by, request } = paying();
    const paid = by('ada');
    await request();
    expect(await paid).to.include({ status: 'confirmed' });
  });

  it('does not wait for the order of somebody else', async () => {
    const { by, looks, request } = paying();
    await request();
    expect(await by('eve').catch(codeOf)).to.equal('payment_not_found');
    expect(looks).to.have.length(1);
  });

  it('is refused in the end when nobody has heard of the order', async () => {
    const { by, looks } = paying();
    expect(await by('ada').catch(codeOf)).to.equal('payment_not_found');
    expect(looks.length).to.be.above(1);
  });
});
