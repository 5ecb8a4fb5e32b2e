import { z } from 'zod';

/** Text of at most `max` code points: characters as most people count them, not UTF-16 units. */
export const text = (max: number) =>
  z.string().refine((value) => value.length <= max || Array.from(value).length <= max, `must have at most ${max} characters`);

/** An amount as a client may write it; the currency's decimals are checked where the currency is known. */
export const amountInput = z
  .union([z.string().max(40), z.number()], 'must be a decimal string or a number')
  .refine((value) => /^\d{1,15}(\.\d+)?$/.test(String(value)), {
    message: 'must be a plain decimal number, such as "207.00"',
    abort: true,
  })
  .refine((value) => Number(value) > 0, 'must be more than zero');

export const maximumAmount = '99999999.99';

/** `limit`, `cursor` and creation time window of every list, as query strings. */
export const listQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .default(20),
  cursor: z.string().min(1).max(200).optional(),
  createdFrom: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  createdTo: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});

/** `{ data, nextCursor }`: a page of any list; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}
