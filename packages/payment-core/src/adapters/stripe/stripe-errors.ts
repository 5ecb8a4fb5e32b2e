import { Stripe } from 'stripe';
import { gatewayUnavailable } from '../../application/payment-gateway.js';

// What Stripe calls otherwise: https://docs.stripe.com/error-codes
const ourCodes: ReadonlyMap<string, string> = new Map([
  ['invalid_number', 'incorrect_number'],
  ['invalid_cvc', 'incorrect_cvc'],
  ['invalid_expiry_month', 'expired_card'],
  ['invalid_expiry_year', 'expired_card'],
]);

interface Declined {
  readonly code?: string | undefined;
  readonly decline_code?: string | undefined;
}

/** Why a card was declined, in our codes. A bank's other reasons, such as a stolen card, are not for who pays with it. */
export const declineCode = ({ code = 'card_declined', decline_code: reason }: Declined): string =>
  code === 'card_declined' && reason === 'insufficient_funds' ? reason : (ourCodes.get(code) ?? code);

/** The library makes a card error of every answer 402, also where an account may not send card numbers. */
export const isDecline = (error: unknown): error is Stripe.errors.StripeCardError =>
  error instanceof Stripe.errors.StripeCardError && error.rawType === 'card_error';

/** Stripe has understood the request and will not do it, now or later. */
export const isRefusal = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeInvalidRequestError || isKeyTaken(error);

/** The key was used for another request, which Stripe may have carried out. */
export const isKeyTaken = (error: unknown): boolean => error instanceof Stripe.errors.StripeIdempotencyError;

/** Errors of the library carry the answer, and some answers repeat what was sent: only what names the kind of error goes on. */
export const withoutDetails = (error: unknown): unknown => {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { type, statusCode, code, requestId } = error;
  const reason = error instanceof Stripe.errors.StripeConnectionError ? error.message : undefined;
  return gatewayUnavailable(new Error([type, statusCode, code, requestId, reason].filter(Boolean).join(' ')));
};
