interface Refusal {
  readonly body: unknown;
  readonly status: number;
  readonly code: string;
  /** The field at fault. */
  readonly path?: string;
}

const invalid = (path: string, body: unknown): Refusal => ({ body, status: 400, code: 'invalid_request', path });

/** Orders that must be refused, and how. */
export const refusals: readonly Refusal[] = [
  invalid('amount', {}),
  invalid('amount', ''),
  ...[0, '0.00', -5, '-5', 'NaN', 'Infinity', '1e2', '1,00', '', ' 1', null, true, [], {}, 1.001, '1.001', 100_000_000].map(
    (amount) => invalid('amount', { amount }),
  ),
  invalid('amount', { amount: '1.5', currency: 'JPY' }),
  invalid('amount', '{"amount":1e400}'),
  ...['XYZ', 'eur', '', 'HRK', 7, null].map((currency) => invalid('currency', { amount: 1, currency })),
  ...[7, null, 'x'.repeat(501), 'a\0b', '\uD800'].map((description) => invalid('description', { amount: 1, description })),
  invalid('colour', { amount: 1, colour: 'red' }),
  invalid('paymentMode', { amount: 1, paymentMode: 'later' }),
  invalid('items', { items: [] }),
  invalid('items', { items: {} }),
  invalid('items.0.name', { items: [{ price: 1 }] }),
  invalid('items.0.price', { items: [{ name: 'a', price: 0 }] }),
  invalid('items.1.quantity', {
    items: [
      { name: 'a', price: 1 },
      { name: 'b', price: 1, quantity: 1.5 },
    ],
  }),
  { body: { amount: 10, items: [{ name: 'a', price: 3 }] }, status: 422, code: 'total_mismatch', path: 'amount' },
  ...['nope', '{"amount":', '{"amount":NaN}'].map((body) => ({ body, status: 400, code: 'invalid_json', path: 'body' })),
  ...['[]', '7', 'null', '"text"'].map((body) => ({ body, status: 400, code: 'invalid_request', path: 'body' })),
  { body: { amount: 1, description: 'x'.repeat(2_000_000) }, status: 413, code: 'body_too_large' },
];
