/** The queue of a service. */
export const queueOf = (service: string): string => `ordermill.${service}`;

/** Where messages of a service wait for their next try; `tier` is the nominal delay in milliseconds. */
export const waitQueueOf = (service: string, tier: number): string => `${queueOf(service)}.retry.${tier}`;

/** Where a service's dead letters stay until an operator acts. */
export const deadLetterQueueOf = (service: string): string => `${queueOf(service)}.dlq`;
