import type { DomainEvent } from '../event.js';

/** Streams in memory, for use cases under test; `onEvents` sees what each change adds. */
export class InMemoryStreams<State, Event extends DomainEvent> {
  private readonly streams = new Map<string, readonly Event[]>();

  constructor(
    private readonly initial: State,
    private readonly evolve: (state: State, event: Event, id: string) => State,
    private readonly onEvents: (id: string, events: readonly Event[], state: State) => void = () => undefined,
  ) {}

  async change(id: string, decide: (state: State) => readonly Event[]): Promise<State> {
    const decided = decide(this.state(id));
    this.streams.set(id, [...this.events(id), ...decided]);
    const state = this.state(id);
    this.onEvents(id, decided, state);
    return state;
  }

  commit(id: string, decide: (state: State) => readonly Event[]): Promise<State> {
    return this.change(id, decide);
  }

  events(id: string): readonly Event[] {
    return this.streams.get(id) ?? [];
  }

  state(id: string): State {
    return this.events(id).reduce((state, event) => this.evolve(state, event, id), this.initial);
  }
}
