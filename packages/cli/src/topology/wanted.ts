import { catalog } from '@ordermill/contracts';
import { defaultRetryPolicy, servicesOf, type Topology } from '@ordermill/eventing';

/** What the code needs of the broker. */
export const wantedTopology = (namespace: string): Topology => ({
  namespace,
  services: servicesOf(catalog),
  retryDelays: defaultRetryPolicy.delays,
});

/** Every type that a queue may once have been bound to. */
export const everyType = Object.keys(catalog);
