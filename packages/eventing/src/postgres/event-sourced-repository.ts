import type { EntitySchema } from 'typeorm';
import type { DomainEvent } from '../event.js';
import type { TimerChange } from './unit.js';
import type { PostgresUnitOfWork } from './unit-of-work.js';

/** How one kind of stream becomes state, and what follows from its events in the same transaction. */
export interface EventSourced<State, Event extends DomainEvent, Row extends object> {
  /** Streams are named `CATEGORY-ID`. */
  readonly category: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Event, id: string) => State;
  /** Left out with `toRow` where nobody reads the state but the decisions. */
  readonly view?: EntitySchema<Row>;
  /** The row of the view that shows this state, or undefined while there is nothing to show. */
  readonly toRow?: (state: State, id: string) => Row | undefined;
  /** `state` is the one after all that was decided. */
  readonly timers?: (event: Event, id: string, state: State) => readonly TimerChange[];
}

/** Stores what pure decisions say: events, view and timers commit together, or not at all. */
export class EventSourcedRepository<State, Event extends DomainEvent, Row extends object> {
  constructor(
    private readonly unitOfWork: PostgresUnitOfWork,
    private readonly definition: EventSourced<State, Event, Row>,
  ) {}

  /**
   * Decides on the current state and stores the events; resolves with the state after them, unchanged when there are none.
   * `decide` is pure: it runs again when another transaction was first. Rejects with what `decide` throws,
   * or with a DomainError `unavailable` when the store cannot be reached or others keep winning.
   */
  change(id: string, decide: (state: State) => readonly Event[]): Promise<State> {
    const { category, initial, evolve, view, toRow, timers } = this.definition;
    const after = (state: State, event: Event) => evolve(state, event, id);
    return this.unitOfWork.run(async (unit) => {
      const stream = await this.unitOfWork.stream(unit, `${category}-${id}`);
      // The stream of this category holds this union only: nothing else appends to it.
      const state = (stream.events as unknown as Event[]).reduce(after, initial);
      const events = decide(state);
      if (events.length === 0) return state;
      const next = events.reduce(after, state);
      this.unitOfWork.append(unit, stream, id, events);
      for (const change of events.flatMap((event) => timers?.(event, id, next) ?? []))
        this.unitOfWork.changeTimer(unit, stream, change);
      const row = toRow?.(next, id);
      if (view && row) unit.putRow(view, id, row);
      return next;
    });
  }

  /** As `change`, outside the ambient unit: committed when it resolves. */
  commit(id: string, decide: (state: State) => readonly Event[]): Promise<State> {
    return this.unitOfWork.apart(() => this.change(id, decide));
  }
}
