import { EventEmitter, once } from 'node:events';
import { type CloudEvent, type Consumer, EventBus } from '../../src/index.js';

/** A bus that records what is published and confirms when it is told to. */
export class RecordingBus extends EventBus {
  readonly published: CloudEvent[] = [];
  private readonly arrivals = new EventEmitter();

  /** Confirms each publication as it answers. */
  constructor(private readonly confirm: (event: CloudEvent) => Promise<void> = () => Promise.resolve()) {
    super();
  }

  override publish(event: CloudEvent): Promise<void> {
    this.published.push(event);
    this.arrivals.emit('publish');
    return this.confirm(event);
  }

  /** Resolves when so many were published, repeats included. */
  async count(least: number): Promise<readonly CloudEvent[]> {
    while (this.published.length < least) await once(this.arrivals, 'publish');
    return this.published;
  }

  override send(): Promise<void> {
    return Promise.reject(new Error('only publishes'));
  }

  override waiting(): Promise<number> {
    return Promise.reject(new Error('only publishes'));
  }

  override subscribe(): Promise<Consumer> {
    return Promise.reject(new Error('only publishes'));
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}
