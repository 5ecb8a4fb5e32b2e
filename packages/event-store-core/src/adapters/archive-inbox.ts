import { type CloudEvent, Inbox, type PostgresUnitOfWork, type Receipts } from '@ordermill/eventing';
import { archiveRows, insertArchived } from './archive-rows.js';

export const archiveReceipts: Receipts = { table: 'archive', handledAt: 'archived_at', eventTime: 'time' };

/** The archive remembers what it has seen by keeping it, and there is nothing else to be done with it: no handler runs. */
export class ArchiveInbox extends Inbox {
  constructor(private readonly unitOfWork: PostgresUnitOfWork) {
    super();
  }

  override async once(
    events: readonly CloudEvent[],
    _handle?: (event: CloudEvent) => Promise<unknown>,
    triesOf: (event: CloudEvent) => number = () => 1,
  ): Promise<void> {
    await this.unitOfWork.database.query({
      name: 'archive-events',
      text: `${insertArchived('$1::jsonb')} on conflict (source, id) do nothing`,
      values: [JSON.stringify(archiveRows(events, triesOf))],
    });
  }

  override countTry(body: Uint8Array): Promise<number> {
    return this.unitOfWork.countTry(body);
  }

  override forgetTries(body: Uint8Array): Promise<void> {
    return this.unitOfWork.forgetTries(body);
  }
}
