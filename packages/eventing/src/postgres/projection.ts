import type { EntitySchema } from 'typeorm';
import type { DomainEvent } from '../event.js';
import type { EventSourced } from './event-sourced-repository.js';

/** A view that follows from the streams of one category alone, and so can be built again from the log. */
export interface Projection {
  readonly category: string;
  readonly view: EntitySchema;
  /** The row that shows a whole stream, its events in order and of the newest version; undefined where there is nothing to show. */
  readonly rowOf: (events: readonly DomainEvent[], id: string) => object | undefined;
}

/** Streams that a view shows. */
export type Projected<State, Event extends DomainEvent, Row extends object> = EventSourced<State, Event, Row> &
  Required<Pick<EventSourced<State, Event, Row>, 'view' | 'toRow'>>;

export const projectionOf = <State, Event extends DomainEvent, Row extends object>({
  category,
  initial,
  evolve,
  view,
  toRow,
}: Projected<State, Event, Row>): Projection => ({
  category,
  view,
  // The streams of this category hold this union only.
  rowOf: (events, id) =>
    toRow(
      (events as unknown as readonly Event[]).reduce((state, event) => evolve(state, event, id), initial),
      id,
    ),
});
