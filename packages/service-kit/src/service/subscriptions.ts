import type { ConsumedBy, EventData, ServiceName } from '@ordermill/contracts';
import type { CloudEvent } from '@ordermill/eventing';

/** A handler for every event whose definition lists the service as a consumer, no more and no less. */
export type Subscriptions<Service extends ServiceName> = {
  readonly [Type in ConsumedBy<Service>]: (event: CloudEvent<EventData<Type>>) => Promise<unknown>;
};
