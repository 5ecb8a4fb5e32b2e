import { useForm, type UseFormReturnType } from '@mantine/form';
import type { OrderDraft } from '../../api/orders.js';
import { priceProblem, typedDecimal } from '../../format/money.js';

export interface OrderFormValues {
  readonly kind: 'amount' | 'items';
  readonly amount: string;
  readonly items: { readonly key: string; readonly name: string; readonly price: string; readonly quantity: string | number }[];
  readonly currency: string;
  readonly description: string;
  readonly voucherCode: string | null;
  readonly paymentMode: 'auto' | 'manual';
}

let lastLine = 0;

export const emptyLine = () => ({ key: `line-${++lastLine}`, name: '', price: '', quantity: 1 });

const quantityProblem = (quantity: number): string | null =>
  Number.isInteger(quantity) && quantity >= 1 && quantity <= 1_000_000 ? null : 'Enter a whole number';

/** Errors by the paths that the server uses too. */
const problemsIn = ({ kind, amount, items, currency, description }: OrderFormValues): Record<string, string> => {
  const found: [path: string, problem: string | null][] =
    kind === 'amount'
      ? [['amount', priceProblem(amount, currency)]]
      : items.flatMap(({ name, price, quantity }, index) => [
          [`items.${index}.name`, name.trim() === '' ? 'Enter a name' : null],
          [`items.${index}.price`, priceProblem(price, currency)],
          [`items.${index}.quantity`, quantityProblem(Number(quantity))],
        ]);
  const all = [...found, ['description', description.length > 500 ? 'Use at most 500 characters' : null] as const];
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
};

export const draftOf = ({
  kind,
  amount,
  items,
  currency,
  description,
  voucherCode,
  paymentMode,
}: OrderFormValues): OrderDraft => ({
  ...(kind === 'amount'
    ? { amount: typedDecimal(amount) }
    : {
        items: items.map(({ name, price, quantity }) => ({
          name: name.trim(),
          price: typedDecimal(price),
          quantity: Number(quantity),
        })),
      }),
  currency,
  description: description.trim(),
  voucherCode,
  paymentMode,
});

export type OrderForm = UseFormReturnType<OrderFormValues>;

export const useOrderForm = (): OrderForm =>
  useForm<OrderFormValues>({
    initialValues: {
      kind: 'amount',
      amount: '',
      items: [emptyLine()],
      currency: 'EUR',
      description: '',
      voucherCode: null,
      paymentMode: 'auto',
    },
    validate: problemsIn,
  });
