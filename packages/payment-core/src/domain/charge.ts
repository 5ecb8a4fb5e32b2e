/** Who is charged, and what: the amount of the order less its discount. */
export interface Charge {
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
}
