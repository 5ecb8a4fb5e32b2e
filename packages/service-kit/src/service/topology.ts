import { archiveService } from '@ordermill/contracts';
import { type Catalog, defaultRetryPolicy, servicesOf, type Topology } from '@ordermill/eventing';

/** What the services of Ordermill need on the broker: a queue each for what names them as consumers, and one for everything. */
export const topologyOf = (catalog: Catalog, namespace = 'ordermill'): Topology => ({
  namespace,
  services: { ...servicesOf(catalog), [archiveService]: ['#'] },
  retryDelays: defaultRetryPolicy.delays,
});
