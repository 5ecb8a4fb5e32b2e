const digitsIn = (text: string, most: number): string => text.replaceAll(/\D/g, '').slice(0, most);

/** In groups as they are printed on the card: of four, or 4-6-5 for American Express. */
export const formatCardNumber = (text: string): string => {
  const digits = digitsIn(text, 19);
  const groups = /^3[47]/.test(digits) ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/.exec(digits)?.slice(1) : digits.match(/\d{1,4}/g);
  return (groups ?? []).filter(Boolean).join(' ');
};

/** `MM/YY`, written by digits alone; a month that can only be one digit gets its zero. */
export const formatExpiry = (text: string): string => {
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(text) ?? [];
  if (month !== undefined && year !== undefined) return `${month.padStart(2, '0')}/${year}`;
  const typed = digitsIn(text, 4);
  const digits = /^[2-9]/.test(typed) ? `0${typed}`.slice(0, 4) : typed;
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
};

export const formatSecurityCode = (text: string): string => digitsIn(text, 4);

export interface CardFields {
  readonly number: string;
  readonly expiry: string;
  readonly cvt: string;
}

/** What is missing, by field. Whether a card is good is for its bank to say. */
export const cardProblems = ({ number, expiry, cvt }: CardFields): Partial<Record<keyof CardFields, string>> => ({
  ...(/^\d{12,19}$/.test(number.replaceAll(' ', '')) ? {} : { number: 'Enter the 12 to 19 digits on the card' }),
  ...(/^(0[1-9]|1[0-2])\/\d{2}$/.test(expiry) ? {} : { expiry: 'Enter month and year, like 04/29' }),
  ...(/^\d{3,4}$/.test(cvt) ? {} : { cvt: 'Enter the 3 or 4 digits' }),
});

const declines: Readonly<Record<string, string>> = {
  card_declined: 'Your bank declined the card. Nothing was charged. Try again, or use another card.',
  insufficient_funds: 'There is not enough money on this card. Nothing was charged. Use another card.',
  expired_card: 'This card has expired. Check the date, or use another card.',
  incorrect_number: 'This card number is not right. Check the digits.',
};

/** Why a card was not charged, and what to do; undefined when the code says nothing about the card. */
export const declineText = (code: string): string | undefined => declines[code];
