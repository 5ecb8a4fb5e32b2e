import type { EventBus } from '../../ports.js';
import type { Arrivals } from '../arrivals.js';
import type { DeadLetter } from '../in-memory-parking.js';

/** A bus that starts out empty and belongs to one test. */
export interface BusUnderTest {
  readonly bus: EventBus;
  /** Gives a service bytes that no publisher has checked. */
  readonly inject: (service: string, body: Uint8Array) => Promise<void>;
  /** Resolves when a service has so many dead letters. */
  readonly parked: (service: string, count: number) => Promise<readonly DeadLetter[]>;
  /** What the bus reported of itself. */
  readonly errors: Arrivals<unknown>;
  readonly close: () => Promise<void>;
}

/** What can be done to a broker. */
export interface BrokerUnderTest {
  /** Breaks every connection of the buses under test; a new one can be made at once. */
  readonly cut: () => void;
  /** Ends the broker as a crash would, and brings it back with its data. */
  readonly restart: () => Promise<void>;
}

export interface BusHarness {
  /** `services` are the patterns by service, `retryDelays` milliseconds. */
  open(services: Readonly<Record<string, readonly string[]>>, retryDelays: readonly number[]): Promise<BusUnderTest>;
  /** `none` for a bus that lives and dies with its process: then losing and regaining a broker is not part of its contract. */
  readonly broker: BrokerUnderTest | 'none';
}

/** Opens a bus for one test; it is closed after it. */
export type OpenBus = (services: Readonly<Record<string, readonly string[]>>) => Promise<BusUnderTest>;
