import type { EventData } from '@ordermill/contracts';
import type { Clock } from '@ordermill/kernel';
import { type Credit, decideCredit } from '../domain/credit.js';
import type { CreditRepository } from './ports.js';

export interface FreeCreditInput {
  readonly orderId: string;
  readonly refunded: EventData<'payment.refunded'>;
}

/** What was given back can be spent again. */
export class FreeCredit {
  constructor(
    private readonly credits: CreditRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, refunded: { userId, refundId, amount, currency } }: FreeCreditInput): Promise<Credit> {
    const at = this.clock.now().toISOString();
    return this.credits.change(userId, (credit) =>
      decideCredit({ type: 'free', orderId, refundId, amount, currency, at }, credit),
    );
  }
}
