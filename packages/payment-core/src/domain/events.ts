import type { EventOf, Happened } from '@ordermill/contracts';
import type { CardSummary } from './card.js';

/** When, and by whom. */
export interface Stated {
  readonly time: string;
  readonly actor: string;
}

/** Stay inside: what is recorded before the gateway is asked, and what came of it when no money moved. */
export type PaymentAttempted = Happened<'payment.attempted', { readonly attemptId: string; readonly card: CardSummary }>;
export type PaymentAttemptFailed = Happened<'payment.attempt-failed', { readonly attemptId: string; readonly code: string }>;
export type RefundRequested = Happened<
  'payment.refund-requested',
  { readonly refundId: string; readonly amount: string; readonly reason: string }
>;
export type RefundPending = Happened<'payment.refund-pending', { readonly refundId: string }>;
export type RefundFailed = Happened<'payment.refund-failed', { readonly refundId: string; readonly code: string }>;

export type PaymentEvent =
  | EventOf<'payment.requested' | 'payment.confirmed' | 'payment.declined' | 'payment.refunded' | 'payment.voided'>
  | PaymentAttempted
  | PaymentAttemptFailed
  | RefundRequested
  | RefundPending
  | RefundFailed;
