import { type Operation, operations, type RequestExample, type ServiceName, serviceNames } from '@ordermill/contracts';

/** How an operation of users keeps to what is theirs. */
export type Scope =
  /** Speaks of one thing: somebody else's is as unknown as one that is not there. */
  | { readonly of: 'one thing'; readonly code: string }
  /** Shows many things: only those of whoever asks. */
  | { readonly of: 'a list' }
  /** Tried in a test of its own. */
  | { readonly of: 'its own' };

const one = (code: string): Scope => ({ of: 'one thing', code });
const list: Scope = { of: 'a list' };
const own: Scope = { of: 'its own' };

/** Of every operation that a user may use. */
export const scopes: Readonly<Record<string, Scope>> = {
  placeOrder: own,
  listOrders: list,
  streamOrders: own,
  getOrder: one('order_not_found'),
  getOrderStatus: one('order_not_found'),
  getOrderHistory: one('order_not_found'),
  cancelOrder: one('order_not_found'),
  listPayments: list,
  getPayment: one('payment_not_found'),
  payOrder: one('payment_not_found'),
  listVouchers: list,
  getVoucher: one('voucher_not_found'),
};

export const everyOperation: readonly (readonly [string, Operation])[] = Object.entries(operations);

const serviceOf: Readonly<Partial<Record<Operation['tag'], ServiceName>>> = {
  Orders: 'order',
  Payments: 'payment',
  Vouchers: 'voucher',
  Events: 'event-store',
};

/** The services that answer an operation themselves. */
export const servicesOf = ({ tag }: Operation): readonly ServiceName[] => {
  const service = serviceOf[tag];
  return service === undefined ? serviceNames : [service];
};

/** The requests of an operation's examples that are not refused for their shape, with these in place of the ids in their paths. */
export const requestsOf = ({ method, path, examples }: Operation, ids: Readonly<Record<string, string>> = {}) => {
  const pathOf = ({ params, query = {} }: RequestExample): string => {
    const search = new URLSearchParams(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])));
    return `${path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? params?.[name] ?? name)}?${search.toString()}`;
  };
  const request = (example: RequestExample) => ({
    path: pathOf(example),
    options: {
      method: method.toUpperCase(),
      headers: { 'Content-Type': 'application/json', ...example.headers },
      ...(example.body === undefined ? {} : { body: JSON.stringify(example.body) }),
    },
  });
  return Object.values(examples)
    .filter(({ leadsTo }) => !String(leadsTo).startsWith('invalid_'))
    .map(request);
};
