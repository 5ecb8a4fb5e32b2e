import { Stripe } from 'stripe';

export interface StripeOptions {
  readonly secretKey: string;
  /** `https://api.stripe.com`, or what stands in for it. */
  readonly url: URL;
  /** How long an answer may take, in milliseconds; after that the outcome is not known. */
  readonly timeoutMs: number;
}

/** Asks once: what is not answered is asked again by a timer, under the same key. */
export const stripeClient = ({ secretKey, url, timeoutMs }: StripeOptions): Stripe => {
  const protocol = url.protocol === 'http:' ? 'http' : 'https';
  const port = url.port || (protocol === 'http' ? 80 : 443);
  return new Stripe(secretKey, {
    host: url.hostname,
    port,
    protocol,
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
  });
};
