export interface QueueStatus {
  readonly queue: string;
  readonly role: 'events' | 'retry' | 'dead letters';
  /** Messages that wait. */
  readonly ready: number;
  readonly consumers: number;
}

/** What waits where, of a service. Rejects with a DomainError when it cannot be found out. */
export abstract class Queues {
  abstract of(service: string): Promise<readonly QueueStatus[]>;
}
