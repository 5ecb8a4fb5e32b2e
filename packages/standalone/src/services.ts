import { awaitEveryService, forEveryService, type ServiceName } from '@ordermill/contracts';
import { eventStoreModule } from '@ordermill/event-store-core';
import type { Database } from '@ordermill/eventing';
import { orderModule } from '@ordermill/order-core';
import { paymentModule } from '@ordermill/payment-core';
import { createService, type Service, type ServiceModule, type ServiceOptions } from '@ordermill/service-kit';
import { voucherModule } from '@ordermill/voucher-core';

export const modules: Readonly<Record<ServiceName, ServiceModule>> = {
  order: orderModule,
  payment: paymentModule,
  voucher: voucherModule,
  'event-store': eventStoreModule,
};

export type Services = Readonly<Record<ServiceName, Service>>;

/** Every service, none of them started yet; or none at all. */
export const createServices = async ({ log, ...options }: ServiceOptions): Promise<Services> => {
  const creating = forEveryService((name) => createService(modules[name], { ...options, log: log.child({ service: name }) }));
  try {
    return await awaitEveryService((name) => creating[name]);
  } catch (error) {
    for (const outcome of await Promise.allSettled(Object.values(creating)))
      if (outcome.status === 'fulfilled') await outcome.value.close();
    throw error;
  }
};

/** The database of a service, by its name on the bus. */
export const databaseOf = (services: Services | undefined, name: string): Database => {
  const service = Object.values(services ?? {}).find((candidate) => candidate.name === name);
  if (!service) throw new RangeError(`there is no service "${name}"`);
  return service.database;
};
