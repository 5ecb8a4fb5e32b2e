import type { CardDetails } from '../domain/card.js';

// Numbers as the industry uses them: https://docs.stripe.com/testing#declined-payments
const declines: ReadonlyMap<string, string> = new Map([
  ['4000000000000002', 'card_declined'],
  ['4000000000009995', 'insufficient_funds'],
  ['4000000000009987', 'lost_card'],
  ['4000000000009979', 'stolen_card'],
  ['4000000000000069', 'expired_card'],
  ['4000000000000127', 'incorrect_cvc'],
  ['4000000000000119', 'processing_error'],
]);

/** Pays, but its refunds fail the first time. */
export const refusesFirstRefund = ({ number }: CardDetails): boolean => number === '4000000000005126';

/** Why a card is refused, or undefined where it pays. */
export const judgeCard = ({ number, month, year }: CardDetails, now: Date): string | undefined => {
  if (!passesLuhn(number)) return 'incorrect_number';
  // A card is good until the end of its month.
  if (Date.UTC(year, month, 1) <= now.getTime()) return 'expired_card';
  return declines.get(number);
};

/** ISO/IEC 7812-1, annex B. */
const passesLuhn = (number: string): boolean => {
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};
