import type { Database } from '../postgres/database.js';
import { Queues, type QueueStatus } from '../queues.js';
import type { InProcessEventBus } from './bus.js';

/** What waits in memory, and what was given up. */
export class InProcessQueues extends Queues {
  constructor(
    private readonly bus: InProcessEventBus,
    private readonly databaseOf: (service: string) => Database,
  ) {
    super();
  }

  override async of(service: string): Promise<readonly QueueStatus[]> {
    const { waiting, delayed, consumers } = this.bus.lengthsOf(service);
    const [row] = await this.databaseOf(service).query<{ count: number }>({
      text: 'select count(*)::int as count from eventing.dead_letters where service = $1',
      values: [service],
    });
    return [
      { queue: service, role: 'events', ready: waiting, consumers },
      { queue: `${service}.retry`, role: 'retry', ready: delayed, consumers: 0 },
      { queue: `${service}.dlq`, role: 'dead letters', ready: row?.count ?? 0, consumers: 0 },
    ];
  }
}
