import { catalog } from '@ordermill/contracts';
import type { Topology } from '@ordermill/eventing';
import { topologyOf } from '@ordermill/service-kit';

/** What the code needs of the broker. */
export const wantedTopology = (namespace: string): Topology => topologyOf(catalog, namespace);

/** Every pattern that a queue may once have been bound to. */
export const everyPattern = [...Object.keys(catalog), '#'];
