import type { ServiceName } from '@ordermill/contracts';

/** Which service answers below a path. */
const routes: readonly { readonly prefix: string; readonly service: ServiceName }[] = [
  { prefix: '/api/orders', service: 'order' },
  { prefix: '/api/payments', service: 'payment' },
  { prefix: '/api/vouchers', service: 'voucher' },
];

export const serviceAt = (path: string): ServiceName | undefined =>
  routes.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))?.service;
