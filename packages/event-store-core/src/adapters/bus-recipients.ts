import { setTimeout as sleep } from 'node:timers/promises';
import type { ArchivedEvent } from '@ordermill/contracts';
import type { EventBus } from '@ordermill/eventing';
import { Recipients } from '../application/ports.js';

// A fresh event waits behind so many at most, in the queue and on the way there: four batches of a consumer.
const longestQueue = 400;
const worthSending = 100;
const milliseconds = { pause: 10, longestWait: 1_000 };

/** Keeps the queue of a service short, so that what happens meanwhile does not wait behind what happened long ago. */
export class BusRecipients extends Recipients {
  private readonly onTheWay = new Map<string, number>();

  constructor(private readonly bus: EventBus) {
    super();
  }

  override async room(service: string, signal: AbortSignal): Promise<number> {
    const began = performance.now();
    while (!signal.aborted && performance.now() - began < milliseconds.longestWait) {
      const room = longestQueue - (await this.bus.waiting(service)) - (this.onTheWay.get(service) ?? 0);
      if (room >= worthSending) return room;
      await sleep(milliseconds.pause, undefined, { signal }).catch(() => undefined);
    }
    return 0;
  }

  override async send(service: string, { position: _ours, ...event }: ArchivedEvent, again: boolean): Promise<void> {
    this.count(service, 1);
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
