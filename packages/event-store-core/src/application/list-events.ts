import type { EventListQuery, EventPage } from '@ordermill/contracts';
import type { EventArchive } from './ports.js';

export class ListEvents {
  constructor(private readonly archive: EventArchive) {}

  execute(query: EventListQuery): Promise<EventPage> {
    return this.archive.page(query);
  }
}
