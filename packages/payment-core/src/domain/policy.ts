import { decimalsOf, parseMoney } from '@ordermill/kernel';
import type { Charge } from './charge.js';

export interface Application {
  readonly orderId: string;
  readonly description: string;
  readonly charge: Charge;
  /** Decides the coin; the same seed and order fall the same way. */
  readonly seed: string;
}

/** What was decided, by which policy and why; kept with the payment, so that nothing is decided twice. */
export interface Verdict {
  readonly approved: boolean;
  readonly policy: PolicyName | 'credit-limit' | 'none';
  readonly reason: string;
  readonly seed: string | null;
}

export type PolicyName = 'description' | 'parity' | 'random' | 'always';
export type PaymentPolicy = (application: Application) => Verdict;

/** Where a discount covers everything there is nothing to decide. */
export const nothingToPay: Verdict = { approved: true, policy: 'none', reason: 'there is nothing to pay', seed: null };

const verdict = (policy: PolicyName, approved: boolean, reason: string, seed: string | null = null): Verdict => ({
  approved,
  policy,
  reason,
  seed,
});

const random = (policy: PolicyName, { seed, orderId }: Application): Verdict => {
  const heads = hash(`${seed}:${orderId}`) % 2 === 0;
  return verdict(policy, heads, heads ? 'the coin fell on heads' : 'the coin fell on tails', seed);
};

export const policies: Readonly<Record<PolicyName, PaymentPolicy>> = {
  description: (application) => {
    if (application.description.startsWith('test')) return verdict('description', true, 'the description starts with "test"');
    if (application.description.startsWith('xxx')) return verdict('description', false, 'the description starts with "xxx"');
    return random('description', application);
  },
  parity: ({ charge }) => {
    const unit = 10 ** decimalsOf(charge.currency);
    const { minor } = parseMoney(charge.amount, charge.currency);
    if (minor % unit !== 0) return verdict('parity', false, 'the total has cents');
    const even = (minor / unit) % 2 === 0;
    return verdict('parity', even, even ? 'the total is even' : 'the total is odd');
  },
  random: (application) => random('random', application),
  always: () => verdict('always', true, 'every payment is approved'),
};

// FNV-1a, 32 bits, with a final avalanche: its lowest bit alone follows the parity of the input.
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
};
