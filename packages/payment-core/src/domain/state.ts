import type { PaymentAttempt, PaymentMode, PaymentStatus, Refund } from '@ordermill/contracts';

export interface Payment {
  readonly orderId: string;
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly reason: string | null;
  readonly policy: string | null;
  readonly attempts: readonly PaymentAttempt[];
  readonly refunds: readonly Refund[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

export interface HeldPayment extends Payment {
  readonly paymentMode: PaymentMode;
  /** Under which the gateway knows what it has captured. */
  readonly reference: string | null;
  /** How often the gateway has refused a refund, by its id. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** Undefined until the order, or its cancellation, is known. */
export type PaymentState = HeldPayment | undefined;
