import { catalog, type HistoryEntry, longestHistory } from '@ordermill/contracts';
import { type CloudEvent, type PostgresUnitOfWork, readEvents } from '@ordermill/eventing';
import { historyEntryOf } from '@ordermill/service-kit';
import { Timeline } from '../application/ports.js';

const own = (orderId: string): string => `order-${orderId}`;
const others = (orderId: string): string => `timeline-${orderId}`;

/** The stream of an order, and beside it one that keeps what other services say of it. */
export class PostgresTimeline extends Timeline {
  constructor(private readonly unitOfWork: PostgresUnitOfWork) {
    super();
  }

  /** Keeps the event as what it is, in one transaction with whatever else the unit of work does. The order may not be there yet. */
  record(event: CloudEvent): Promise<void> {
    return this.unitOfWork.run(async (unit) => {
      // Whoever handles the event next wants the order: both are read in one query.
      const [stream] = await Promise.all([others, own].map((name) => this.unitOfWork.stream(unit, name(event.subject))));
      if (stream) this.unitOfWork.record(unit, stream, event, { internal: true });
    });
  }

  override async read(orderId: string): Promise<readonly HistoryEntry[]> {
    const events = await readEvents(this.unitOfWork.database, catalog, [own(orderId), others(orderId)], longestHistory);
    return events.map(historyEntryOf);
  }
}
