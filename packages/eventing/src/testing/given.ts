import { deepStrictEqual } from 'node:assert/strict';

export interface Decider<State, Command, Event> {
  readonly decide: (command: Command, state: State) => readonly Event[];
  readonly evolve: (state: State, event: Event) => State;
  readonly initial: State;
}

/** `given(events, decider).when(command).then(...events)`, or `.thenThrows(check)`: a decision in terms of history and outcome. */
export const given = <State, Command, Event>(
  history: readonly Event[],
  { decide, evolve, initial }: Decider<State, Command, Event>,
) => ({
  when: (command: Command) => {
    const decided = (): readonly Event[] => decide(command, history.reduce(evolve, initial));
    return {
      then: (...expected: readonly Event[]): void => deepStrictEqual([...decided()], expected),
      thenThrows: (check: (error: unknown) => void): void => {
        let thrown: unknown;
        try {
          decided();
        } catch (error) {
          thrown = error;
        }
        check(thrown);
      },
    };
  },
});
