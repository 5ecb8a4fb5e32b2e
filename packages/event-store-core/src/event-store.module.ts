import { catalog } from '@ordermill/contracts';
import { EventBus, PostgresUnitOfWork } from '@ordermill/eventing';
import { Clock, Ids } from '@ordermill/kernel';
import { defineService, ServiceAdapters } from '@ordermill/service-kit';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { ArchiveInbox, archiveReceipts } from './adapters/archive-inbox.js';
import { BusRecipients } from './adapters/bus-recipients.js';
import { eventStoreRoutes } from './adapters/http.js';
import { Archive1764000400000 } from './adapters/migrations/1764000400000-archive.js';
import { Replays1764000400001 } from './adapters/migrations/1764000400001-replays.js';
import { Receipts1764000400002 } from './adapters/migrations/1764000400002-receipts.js';
import { PostgresEventArchive } from './adapters/postgres-archive.js';
import { PostgresReplays } from './adapters/postgres-replays.js';
import { ReplayRunner } from './adapters/replay-runner.js';
import { AppendEvent } from './application/append-event.js';
import { CancelReplay } from './application/cancel-replay.js';
import { GetReplay } from './application/get-replay.js';
import { ListEvents } from './application/list-events.js';
import { ListReplays } from './application/list-replays.js';
import { EventArchive, Recipients, Replays } from './application/ports.js';
import { RunReplay } from './application/run-replay.js';
import { StartReplay } from './application/start-replay.js';

export const eventStoreModule = defineService({
  name: 'event-store',
  catalog,
  settings: z.object({}),
  projections: [],
  migrations: [Archive1764000400000, Replays1764000400001, Receipts1764000400002],
  orderStreams: ['posted'],
  bind: () =>
    new ContainerModule(({ bind }) => {
      bind(EventArchive).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresEventArchive(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(Replays).toResolvedValue((unitOfWork: PostgresUnitOfWork) => new PostgresReplays(unitOfWork), [PostgresUnitOfWork]);
      bind(Recipients).toResolvedValue((bus: EventBus) => new BusRecipients(bus), [EventBus]);
      bind(ArchiveInbox).toResolvedValue((unitOfWork: PostgresUnitOfWork) => new ArchiveInbox(unitOfWork), [PostgresUnitOfWork]);
      bind(ReplayRunner).toResolvedValue(
        (archive: EventArchive, replays: Replays, recipients: Recipients, clock: Clock) =>
          new ReplayRunner(replays, new RunReplay(archive, replays, recipients, clock)),
        [EventArchive, Replays, Recipients, Clock],
      );
      bind(ServiceAdapters).toResolvedValue(
        (events: EventArchive, replays: Replays, ids: Ids, clock: Clock, archive: ArchiveInbox, background: ReplayRunner) => ({
          router: eventStoreRoutes({
            listEvents: new ListEvents(events),
            appendEvent: new AppendEvent(events, clock),
            startReplay: new StartReplay(events, replays, ids, clock),
            getReplay: new GetReplay(replays),
            listReplays: new ListReplays(replays),
            cancelReplay: new CancelReplay(replays, clock),
          }),
          handlers: {},
          timers: {},
          archive: { inbox: archive, receipts: archiveReceipts },
          background,
        }),
        [EventArchive, Replays, Ids, Clock, ArchiveInbox, ReplayRunner],
      );
    }),
});
