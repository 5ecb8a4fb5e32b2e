import { useSyncExternalStore } from 'react';
import { type Connection, evolve, modeOf, type Mode, type Signal, unconnected } from './connection.js';

let connection: Connection = unconnected;
const listeners = new Set<() => void>();

export const signal = (happened: Signal): void => {
  const next = evolve(connection, happened);
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const currentMode = (): Mode => modeOf(connection);

export const useMode = (): Mode => useSyncExternalStore(subscribe, currentMode);
