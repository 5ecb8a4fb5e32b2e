export interface Connection {
  readonly stream: 'connecting' | 'open' | 'interrupted' | 'absent';
  readonly reachable: boolean;
}

export type Signal = 'opened' | 'interrupted' | 'absent' | 'reached' | 'unreachable';

/** `polling`: all is well, but the server streams nothing. */
export type Mode = 'connecting' | 'live' | 'polling' | 'lost';

export const unconnected: Connection = { stream: 'connecting', reachable: true };

export const evolve = (connection: Connection, signal: Signal): Connection => {
  switch (signal) {
    case 'opened':
      return { stream: 'open', reachable: true };
    case 'interrupted':
    case 'absent':
      return { ...connection, stream: signal };
    case 'reached':
      return connection.reachable ? connection : { ...connection, reachable: true };
    case 'unreachable':
      return connection.reachable ? { ...connection, reachable: false } : connection;
  }
};

const modes = { connecting: 'connecting', open: 'live', interrupted: 'lost', absent: 'polling' } as const;

export const modeOf = ({ stream, reachable }: Connection): Mode => (reachable ? modes[stream] : 'lost');

const seconds = (count: number): number => count * 1_000;
const recently = seconds(60);

/** How often to ask for what can still change, or never where its changes are streamed. */
export const pollingInterval = (mode: Mode, changedAt: readonly string[], now: number): number | false => {
  if (mode === 'live') return false;
  return changedAt.some((time) => now - Date.parse(time) < recently) ? seconds(1.5) : seconds(10);
};
