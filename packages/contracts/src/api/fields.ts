import { z } from 'zod';

/** Text of at most `max` code points: characters as most people count them, not UTF-16 units. */
export const text = (max: number) =>
  z
    .string()
    .refine((value) => value.length <= max || Array.from(value).length <= max, `must have at most ${max} characters`)
    .meta({ maxLength: max });

const plainDecimal = /^\d{1,15}(\.\d+)?$/;

/** An amount as a client may write it; the currency's decimals are checked where the currency is known. */
export const amountInput = z
  .union(
    [z.string().max(40).meta({ pattern: plainDecimal.source }), z.number().meta({ exclusiveMinimum: 0 })],
    'must be a decimal string or a number',
  )
  .refine((value) => plainDecimal.test(String(value)), {
    message: 'must be a plain decimal number, such as "207.00"',
    abort: true,
  })
  .refine((value) => Number(value) > 0, 'must be more than zero');

export const maximumAmount = '99999999.99';

/** A bound of a time window, in a query: a whole day, or an instant. */
export const dateOrTime = z.union(
  [z.iso.datetime({ offset: true }), z.iso.date()],
  'must be a date or a time with its offset, such as 2026-11-21 or 2026-11-21T05:53:17Z',
);

const aCursor = 'must be the nextCursor of a page of this list';

/** `limit`, `cursor` and creation time window of every list, as query strings. */
export const listQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .default(20)
    .meta({ type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'How many at most.' }),
  cursor: z.string().min(1, aCursor).max(200, aCursor).optional().meta({ description: 'The `nextCursor` of the page before.' }),
  createdFrom: dateOrTime.optional().meta({ description: 'Inclusive.' }),
  createdTo: dateOrTime.optional().meta({ description: 'Exclusive.' }),
});

/** The id of an order in a path. */
export const orderIdParam = z.uuid().meta({ description: 'The id of the order.' });

/** `{ data, nextCursor }`: a page of any list; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}
