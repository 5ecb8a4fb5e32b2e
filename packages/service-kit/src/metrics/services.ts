import type { RelayStatus } from '@ordermill/eventing';
import { Gauge } from 'prom-client';

/** What is asked of a service whenever somebody collects its metrics. */
export interface Observed {
  readonly relay: () => Promise<RelayStatus>;
  readonly attached: boolean;
}

const observed = new Map<string, Observed>();

/** Shows a service among the metrics of this process until the result is called. */
export const observe = (service: string, subject: Observed): (() => void) => {
  observed.set(service, subject);
  return () => void observed.delete(service);
};

const labelNames = ['service'];
const gauges = {
  lag: new Gauge({ name: 'ordermill_relay_lag_seconds', help: 'Age of the oldest event that is not confirmed', labelNames }),
  pending: new Gauge({ name: 'ordermill_relay_pending_events', help: 'Events not yet confirmed, up to 10,000', labelNames }),
  leading: new Gauge({ name: 'ordermill_relay_leading', help: '1 where this process publishes', labelNames }),
  attached: new Gauge({ name: 'ordermill_consumer_attached', help: '1 while messages can arrive', labelNames }),
};

/** Asks every service of this process how it is. */
export const refresh = async (): Promise<void> => {
  // A relay whose database does not answer has no figure: absence is what an alert looks for.
  const statuses = await Promise.all(
    [...observed].map(async ([service, { relay }]) => [service, await relay().catch(() => undefined)] as const),
  );
  for (const gauge of Object.values(gauges)) gauge.reset();
  for (const [service, { attached }] of observed) gauges.attached.set({ service }, Number(attached));
  for (const [service, status] of statuses) {
    if (!status) continue;
    gauges.lag.set({ service }, status.lagSeconds);
    gauges.pending.set({ service }, status.pending);
    gauges.leading.set({ service }, Number(status.leading));
  }
};
