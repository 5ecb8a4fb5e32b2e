import type { Database } from '@ordermill/eventing';
import { orderModule } from '@ordermill/order-core';
import { paymentModule } from '@ordermill/payment-core';
import { createService, type ServiceModule, type ServiceOptions } from '@ordermill/service-kit';
import { voucherModule } from '@ordermill/voucher-core';

export const modules: readonly ServiceModule[] = [orderModule, paymentModule, voucherModule];

/** Every service, none of them started yet; or none at all. */
export const createServices = async ({ log, ...options }: ServiceOptions) => {
  const create = <Settings>(module: ServiceModule<Settings>) =>
    createService(module, { ...options, log: log.child({ service: module.name }) });
  const creating = [create(orderModule), create(paymentModule), create(voucherModule)] as const;
  try {
    const [order, payment, voucher] = await Promise.all(creating);
    return { order, payment, voucher };
  } catch (error) {
    for (const outcome of await Promise.allSettled(creating)) if (outcome.status === 'fulfilled') await outcome.value.close();
    throw error;
  }
};

export type Services = Awaited<ReturnType<typeof createServices>>;

/** The database of a service, by its name on the bus. */
export const databaseOf = (services: Services | undefined, name: string): Database => {
  const service = Object.values(services ?? {}).find((candidate) => candidate.name === name);
  if (!service) throw new RangeError(`there is no service "${name}"`);
  return service.database;
};
