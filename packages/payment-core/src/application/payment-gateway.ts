import { DomainError } from '@ordermill/kernel';
import type { Settlement } from '../domain/attempts.js';
import type { Card } from '../domain/card.js';

export interface Charging {
  /** The gateway's idempotency key. */
  readonly attemptId: string;
  readonly orderId: string;
  /** Decimals of the currency, more than zero. */
  readonly amount: string;
  readonly currency: string;
  /** When the attempt was recorded: gateways remember keys for a time only. */
  readonly startedAt: string;
}

export interface Refunding {
  readonly orderId: string;
  /** The gateway's idempotency key, together with how often it has refused. */
  readonly refundId: string;
  readonly refusals: number;
  /** Of the charge. */
  readonly reference: string;
  readonly amount: string;
  readonly currency: string;
}

/** What is pending succeeds or fails later: it is asked for again under the same key. */
export type RefundOutcome = { readonly status: 'succeeded' | 'pending' } | { readonly status: 'failed'; readonly code: string };

/** Moves money. Each method may be called again with the same key, by any process, and then moves none once more. */
export abstract class PaymentGateway {
  /** Charges the card, once for an attempt. Rejects with DomainError `unavailable` where the outcome is not known: `resolve` finds it out. */
  abstract charge(charging: Charging, card: Card): Promise<Settlement>;
  /** What became of an attempt; one that has not reached the gateway never will from now on, and counts as declined. Rejects as `charge` does. */
  abstract resolve(charging: Charging): Promise<Settlement>;
  /** Rejects with DomainError `unavailable` where the outcome is not known. */
  abstract refund(refunding: Refunding): Promise<RefundOutcome>;
}

/** `cause` must tell nothing of the card. */
export const gatewayUnavailable = (cause?: Error): DomainError =>
  new DomainError(
    'unavailable',
    'gateway_unavailable',
    'The payment gateway did not answer. What became of the payment will show in a moment.',
    cause ? { cause } : {},
  );
