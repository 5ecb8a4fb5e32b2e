const steps = [
  ['SIGINT', 5_000],
  ['SIGQUIT', 6_000],
  ['SIGKILL', 5_000],
] as const;

/** Shuts a PostgreSQL server down: fast, else at once (it then recovers on the next start), else by force. */
export const shutDown = async (
  send: (signal: NodeJS.Signals) => void,
  endsWithin: (milliseconds: number) => Promise<boolean>,
): Promise<void> => {
  for (const [signal, patience] of steps) {
    send(signal);
    if (await endsWithin(patience)) return;
  }
  throw new Error('the PostgreSQL server does not end');
};
