import { catalog } from '@ordermill/contracts';
import type { CloudEvent } from '@ordermill/eventing';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { ArchiveInbox } from '../../src/adapters/archive-inbox.js';
import { PostgresEventArchive } from '../../src/adapters/postgres-archive.js';
import { PostgresReplays } from '../../src/adapters/postgres-replays.js';
import { eventStoreModule } from '../../src/index.js';

/** An archive on a database of its own, or another replica's connection to it. */
export const openArchive = async (name?: string) => {
  const { projections, migrations } = eventStoreModule;
  const opened = await openTestDatabase({ catalog, projections, migrations }, name);
  return {
    ...opened,
    inbox: new ArchiveInbox(opened.unitOfWork),
    archive: new PostgresEventArchive(opened.unitOfWork),
    replays: new PostgresReplays(opened.unitOfWork),
  };
};

export type OpenArchive = Awaited<ReturnType<typeof openArchive>>;

export const subject = '01a1fcaa-8b52-7417-a60b-52b7150fb667';

export const anEvent = (id: string, but: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/order',
  type: 'order.confirmed',
  subject,
  time: '2026-11-21T10:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'https://ordermill.dev/schemas/order.confirmed/v1',
  data: { userId: 'demo', amount: '207.00', currency: 'EUR' },
  correlationid: id,
  sequence: '0000000002',
  ...but,
});

export const everything = { after: 0, limit: 1_000 };
