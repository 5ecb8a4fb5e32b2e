import { randomInt } from 'node:crypto';
import { VoucherCodes } from '../application/ports.js';

// Neither 0 and O, nor 1, I and L; and no U, which keeps words out.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const voucherCodePattern = new RegExp(`^[${alphabet}]{4}(?:-[${alphabet}]{4}){2}$`);

/** `XXXX-XXXX-XXXX` from the system's secure source: 58 bits. */
export class RandomVoucherCodes extends VoucherCodes {
  override next(): string {
    const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
    return `${group()}-${group()}-${group()}`;
  }
}
