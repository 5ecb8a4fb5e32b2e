import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBus, Lag, RelayStatus } from '@ordermill/eventing';

const longestQuestionMs = 1_000;

/** How far a service is behind now. A broker that is away says nothing of what waits. */
export const lagOf = async (service: string, relay: () => Promise<RelayStatus>, bus: Pick<EventBus, 'waiting'>): Promise<Lag> => {
  const [{ pending, lagSeconds }, waiting] = await Promise.all([relay(), waitingFor(service, bus)]);
  return { pending, lagSeconds, waiting };
};

const waitingFor = async (service: string, bus: Pick<EventBus, 'waiting'>): Promise<number | null> => {
  const answered = new AbortController();
  const late = sleep(longestQuestionMs, null, { signal: answered.signal }).catch(() => null);
  const waiting = bus.waiting(service).catch(() => null);
  try {
    return await Promise.race([waiting, late]);
  } finally {
    answered.abort();
  }
};
