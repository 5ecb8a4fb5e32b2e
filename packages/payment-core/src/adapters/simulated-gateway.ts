import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@ordermill/eventing';
import {
  type Charging,
  gatewayUnavailable,
  PaymentGateway,
  type Refunding,
  type RefundOutcome,
} from '../application/payment-gateway.js';
import type { Settlement } from '../domain/attempts.js';
import type { Card } from '../domain/card.js';
import { judgeCard, refusesFirstRefund } from './test-cards.js';

export interface SimulatedGatewayOptions {
  readonly database: Database;
  readonly delayMs: number;
  /** Part of the calls that break off, half of them after the money has moved. 0 to 1. */
  readonly failureRate: number;
  readonly now: () => Date;
  readonly random?: () => number;
}

interface Charge {
  readonly reference: string | null;
  readonly code: string | null;
}

// References of charges whose refunds fail at first.
const reluctant = 'sim_reluctant_';

interface Verdict {
  readonly prefix: string;
  /** Why there is no money, where there is none. */
  readonly refusal: string | undefined;
}

/**
 * A card processor for development and tests. It keeps its books in tables of its own, in transactions of its own, as a processor far away would:
 * what it has answered once for a key, it answers for good.
 */
export class SimulatedGateway extends PaymentGateway {
  constructor(private readonly options: SimulatedGatewayOptions) {
    super();
  }

  override charge(charging: Charging, card: Card): Promise<Settlement> {
    const details = card.details();
    const prefix = refusesFirstRefund(details) ? reluctant : 'sim_';
    return this.call(() => this.book(charging, { prefix, refusal: judgeCard(details, this.options.now()) }));
  }

  override resolve(charging: Charging): Promise<Settlement> {
    return this.call(() => this.book(charging, { prefix: 'sim_', refusal: 'not_processed' }));
  }

  override refund({ refundId, reference, amount, currency }: Refunding): Promise<RefundOutcome> {
    return this.call(async () => {
      const [row] = await this.options.database.query<{ tries: number }>({
        text: `insert into simulated_refunds (refund_id, reference, amount, currency, tries) values ($1, $2, $3, $4, 1)
               on conflict (refund_id) do update set tries = simulated_refunds.tries + 1 returning tries`,
        values: [refundId, reference, amount, currency],
      });
      const fails = reference.startsWith(reluctant) && row?.tries === 1;
      return fails ? { status: 'failed', code: 'refund_failed' } : { status: 'succeeded' };
    });
  }

  /** The first answer for an attempt stands. */
  private async book(charging: Charging, answer: Verdict): Promise<Settlement> {
    const { attemptId, orderId, amount, currency } = charging;
    const [charge] = await this.options.database.query<Charge>({
      text: `with booked as (
               insert into simulated_charges (attempt_id, order_id, amount, currency, reference, code)
               values ($1, $2, $3, $4, case when $5::text is null then $6 || $1 end, $5) on conflict do nothing
               returning reference, code)
             select reference, code from booked
             union all select reference, code from simulated_charges where attempt_id = $1`,
      values: [attemptId, orderId, amount, currency, answer.refusal ?? null, answer.prefix],
    });
    if (!charge) return this.book(charging, answer); // booked by another call since this one began
    return charge.reference === null
      ? { status: 'declined', code: charge.code ?? 'card_declined' }
      : { status: 'captured', reference: charge.reference };
  }

  private async call<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const { delayMs, failureRate, random = Math.random } = this.options;
    await sleep(delayMs);
    const luck = random();
    if (luck < failureRate / 2) throw gatewayUnavailable();
    const answer = await work();
    if (luck < failureRate) throw gatewayUnavailable();
    return answer;
  }
}
