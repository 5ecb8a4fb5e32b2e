import type { EventBody, EventEnvelope } from '@ordermill/contracts';
import { type Clock, DomainError } from '@ordermill/kernel';
import { isSameEvent } from '../domain/same-event.js';
import type { EventArchive } from './ports.js';

export interface AppendEventInput {
  /** Of a type of the catalog, in its newest version. */
  readonly event: EventBody & { readonly dataschema: string };
  readonly userId: string;
}

/** Takes an event from outside. The same again is no new event; another under the same source and id is refused. */
export class AppendEvent {
  constructor(
    private readonly archive: EventArchive,
    private readonly clock: Clock,
  ) {}

  async execute({ event, userId }: AppendEventInput): Promise<{ readonly event: EventEnvelope; readonly isNew: boolean }> {
    const outcome = await this.archive.append({
      time: this.clock.now().toISOString(),
      datacontenttype: 'application/json',
      correlationid: event.id,
      sequence: '0',
      actor: userId,
      ...event,
    });
    if (!outcome.isNew && !isSameEvent(event, outcome.event))
      throw new DomainError('conflict', 'event_id_taken', `${event.source} has another event with the id ${event.id}.`);
    return outcome;
  }
}
