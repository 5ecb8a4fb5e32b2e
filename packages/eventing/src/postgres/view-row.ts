/** A state with ISO 8601 times as a row with dates. */
export type ViewRow<State extends { readonly createdAt: string; readonly updatedAt: string }> = Omit<
  State,
  'createdAt' | 'updatedAt'
> & {
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export const toViewRow = <State extends { readonly createdAt: string; readonly updatedAt: string }>(
  state: State,
): ViewRow<State> => ({
  ...state,
  createdAt: new Date(state.createdAt),
  updatedAt: new Date(state.updatedAt),
});

/** The times of a row as ISO 8601 in UTC. */
export const viewTimes = (row: { readonly createdAt: Date; readonly updatedAt: Date }) => ({
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
