import { parseMoney } from '@ordermill/kernel';

/** Who is charged, and what: the amount of the order less its discount. */
export interface Charge {
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
}

/** A discount has left nothing to pay. */
export const isFree = ({ amount, currency }: Charge): boolean => parseMoney(amount, currency).minor === 0;
