import type { ServiceName } from '@ordermill/contracts';

/** Which service answers below a path. */
const routes: readonly { readonly prefix: string; readonly service: ServiceName }[] = [
  { prefix: '/api/orders', service: 'order' },
  { prefix: '/api/payments', service: 'payment' },
  { prefix: '/api/vouchers', service: 'voucher' },
  { prefix: '/api/events', service: 'event-store' },
];

export const serviceAt = (path: string): ServiceName | undefined =>
  routes.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))?.service;

const letters = '/api/ops/dead-letters/';

/** Which service has the dead letter of a path: its id begins with the name. Of an id that names none, any service can say what is wrong with it. */
export const serviceOfLetterAt = <Service extends string>(path: string, services: readonly Service[]): Service | undefined => {
  if (!path.startsWith(letters)) return undefined;
  return services.find((service) => path.startsWith(`${letters}${service}.`)) ?? services[0];
};
