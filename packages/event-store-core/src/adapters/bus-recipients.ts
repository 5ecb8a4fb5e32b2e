import { setTimeout as sleep } from 'node:timers/promises';
import type { ArchivedEvent } from '@ordermill/contracts';
import type { EventBus } from '@ordermill/eventing';
import { Recipients } from '../application/ports.js';

// A fresh event waits behind so many at most: a consumer takes them within a tenth of a second.
const longestQueue = 200;
const worthSending = 100;
const milliseconds = { pause: 10, longestWait: 1_000 };

/** Keeps the queue of a service short, so that what happens meanwhile does not wait behind what happened long ago. */
export class BusRecipients extends Recipients {
  constructor(private readonly bus: EventBus) {
    super();
  }

  override async room(service: string, signal: AbortSignal): Promise<number> {
    const began = performance.now();
    while (!signal.aborted && performance.now() - began < milliseconds.longestWait) {
      const room = longestQueue - (await this.bus.waiting(service));
      if (room >= worthSending) return room;
      await sleep(milliseconds.pause, undefined, { signal }).catch(() => undefined);
    }
    return 0;
  }

  override send(service: string, { position: _ours, ...event }: ArchivedEvent, again: boolean): Promise<void> {
    return this.bus.send(service, event, again);
  }
}
