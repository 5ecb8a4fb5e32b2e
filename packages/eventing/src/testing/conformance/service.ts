import type { CloudEvent } from '../../event.js';
import type { Consumer, EventBus, Outcome, Processor } from '../../ports.js';
import { createProcessor, type ProcessorOptions } from '../../processor.js';
import type { RetryPolicy } from '../../retry-policy.js';
import { Arrivals } from '../arrivals.js';
import { InMemoryInbox } from '../in-memory-inbox.js';
import { testCatalog } from './events.js';

export interface ServiceOptions {
  readonly service?: string;
  readonly patterns?: readonly string[];
  /** Of every type; without one all is well. */
  readonly handle?: (event: CloudEvent) => Promise<unknown> | undefined;
  readonly policy?: RetryPolicy;
  readonly batchSize?: number;
}

export interface TestService {
  readonly consumer: Consumer;
  readonly handled: Arrivals<CloudEvent>;
  /** Every run of the handler, and when it began, in milliseconds. */
  readonly tries: Arrivals<{ readonly event: CloudEvent; readonly at: number }>;
  readonly failures: Arrivals<Extract<Outcome, { failure: unknown }>>;
  readonly batches: Arrivals<number>;
  /** The most batches that were in hand at once. */
  readonly concurrency: () => number;
}

export const testPolicy: RetryPolicy = { immediateTries: 2, delays: [50, 150], jitter: 0.2 };

/** A service on the bus under test, with a memory of its own. */
export const serve = async (bus: EventBus, options: ServiceOptions = {}): Promise<TestService> => {
  const { service = 'one', patterns = ['#'], handle = () => undefined, policy = testPolicy, batchSize = 10 } = options;
  const inbox = new InMemoryInbox();
  const tries: TestService['tries'] = new Arrivals();
  const failures: TestService['failures'] = new Arrivals();
  const batches = new Arrivals<number>();
  const inHand = { now: 0, most: 0 };

  const run = async (event: CloudEvent): Promise<void> => {
    tries.add({ event, at: performance.now() });
    await handle(event);
  };
  const handlers: ProcessorOptions['handlers'] = Object.fromEntries(Object.keys(testCatalog).map((type) => [type, run]));
  const processor = createProcessor({
    catalog: testCatalog,
    handlers,
    inbox,
    policy,
    onFailure: (outcome) => failures.add(outcome),
  });
  const process: Processor = async (messages, signal) => {
    batches.add(messages.length);
    inHand.now += 1;
    inHand.most = Math.max(inHand.most, inHand.now);
    const outcomes = await processor(messages, signal);
    inHand.now -= 1;
    return outcomes;
  };
  const consumer = await bus.subscribe({ service, patterns, process, batchSize });
  return { consumer, handled: inbox.handled, tries, failures, batches, concurrency: () => inHand.most };
};

/** Holds whoever passes until it is opened. */
export class Gate {
  readonly arrivals = new Arrivals<undefined>();
  private release: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.release = resolve));

  open(): void {
    this.release();
  }

  async pass(): Promise<void> {
    this.arrivals.add(undefined);
    await this.opened;
  }
}
