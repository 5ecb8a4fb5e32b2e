import { setTimeout as sleep } from 'node:timers/promises';
import type { ArchivedEvent } from '@ordermill/contracts';
import type { EventBus } from '@ordermill/eventing';
import { Recipients } from '../application/ports.js';

// A fresh event waits behind so many at most, in the queue and on the way there: four batches of a consumer.
const longestQueue = 400;
const worthSending = 100;
// Of all replays a second: history is in no hurry, new orders are.
const pace = 2_500;
const milliseconds = { pause: 10, longestWait: 1_000, each: 1_000 / pace };

/** Keeps the queue of a service short, and its work and the broker's light, so that what happens meanwhile does not wait for what happened long ago. */
export class BusRecipients extends Recipients {
  private readonly onTheWay = new Map<string, number>();
  private nextAt = 0;

  constructor(private readonly bus: EventBus) {
    super();
  }

  override async room(service: string, signal: AbortSignal): Promise<number> {
    const began = performance.now();
    await pause(this.nextAt - began, signal);
    while (!signal.aborted && performance.now() - began < milliseconds.longestWait) {
      const room = longestQueue - (await this.bus.waiting(service)) - (this.onTheWay.get(service) ?? 0);
      if (room >= worthSending) return room;
      await pause(milliseconds.pause, signal);
    }
    return 0;
  }

  override async send(service: string, { position: _ours, ...event }: ArchivedEvent, again: boolean): Promise<void> {
    this.count(service, 1);
    this.nextAt = Math.max(this.nextAt, performance.now()) + milliseconds.each;
    try {
      await this.bus.send(service, event, again);
    } finally {
      this.count(service, -1);
    }
  }

  private count(service: string, change: number): void {
    this.onTheWay.set(service, (this.onTheWay.get(service) ?? 0) + change);
  }
}

/** Shorter when it is interrupted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
