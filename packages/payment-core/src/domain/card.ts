import { invalidField } from '@ordermill/kernel';

/** What is shown of a card, and all that is kept. */
export interface CardSummary {
  readonly brand: string;
  readonly lastFour: string;
}

export interface CardInput {
  readonly number: string;
  readonly cvt: string;
  /** `MM/YY`, `MM/YYYY` or `D/M/YYYY`. */
  readonly expiry: string;
}

export interface CardDetails {
  readonly number: string;
  readonly securityCode: string;
  /** 1 to 12. */
  readonly month: number;
  readonly year: number;
}

// https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN)
const brands: readonly (readonly [brand: string, prefix: RegExp])[] = [
  ['visa', /^4/],
  ['mastercard', /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/],
  ['amex', /^3[47]/],
  ['discover', /^(6011|64[4-9]|65)/],
  ['diners', /^3(0[0-5]|[689])/],
  ['jcb', /^35(2[89]|[3-8])/],
  ['unionpay', /^62/],
];

/** A card on its way to the gateway. It shows its number and code to nobody who does not ask for the details: not to a log, a serializer or an inspector. */
export class Card {
  readonly #details: CardDetails;
  readonly summary: CardSummary;

  /** Throws DomainError `invalid_request` naming the field at fault, without what was given. */
  constructor({ number, cvt, expiry }: CardInput) {
    const digits = number.replaceAll(' ', '');
    if (!/^\d{12,19}$/.test(digits)) throw invalidField('creditCardDetails.number', 'must be 12 to 19 digits');
    if (!/^\d{3,4}$/.test(cvt)) throw invalidField('creditCardDetails.cvt', 'must be 3 or 4 digits');
    this.#details = { number: digits, securityCode: cvt, ...readExpiry(expiry) };
    this.summary = { brand: brands.find(([, prefix]) => prefix.test(digits))?.[0] ?? 'unknown', lastFour: digits.slice(-4) };
  }

  /** For the gateway alone. */
  details(): CardDetails {
    return this.#details;
  }
}

const readExpiry = (expiry: string): Pick<CardDetails, 'month' | 'year'> => {
  const short = /^(\d{1,2})\/(\d{2}|\d{4})$/.exec(expiry);
  const long = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(expiry);
  const [day, month, year] = long ? [long[1], long[2], long[3]] : ['1', short?.[1], short?.[2]];
  const read = { day: Number(day), month: Number(month), year: Number(year) + (year?.length === 2 ? 2000 : 0) };
  if (!(read.month >= 1 && read.month <= 12 && read.day >= 1 && read.day <= 31))
    throw invalidField('creditCardDetails.expiry', 'must be MM/YY, MM/YYYY or D/M/YYYY');
  return { month: read.month, year: read.year };
};
