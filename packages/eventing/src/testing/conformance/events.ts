import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Catalog, type CloudEvent, dataSchemaOf } from '../../event.js';
import type { EventBus } from '../../ports.js';

const types = ['shop.opened', 'shop.closed', 'stock.moved', 'stock.item.counted', 'day.ended'] as const;
export type TestType = (typeof types)[number];

export const testCatalog: Catalog = Object.fromEntries(
  types.map((type) => [
    type,
    { type, source: '/test', version: 1, data: z.object({ n: z.int() }), upcasters: {}, consumers: [] },
  ]),
);

export const testEvent = (type: TestType, subject: string, n: number): CloudEvent<{ readonly n: number }> => {
  const id = randomUUID();
  return {
    specversion: '1.0',
    id,
    source: '/test',
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(type, 1),
    data: { n },
    correlationid: id,
    sequence: String(n),
  };
};

/** `count` events, round and round over the subjects, numbered from 0 within each. */
export const testEvents = (count: number, subjects: number): readonly CloudEvent[] =>
  Array.from({ length: count }, (_, index) =>
    testEvent('stock.moved', `subject-${index % subjects}`, Math.floor(index / subjects)),
  );

const pauseMs = 20;

/** Publishes in order, each again until it is confirmed, as the relay does. */
export const publishSurely = async (bus: EventBus, events: readonly CloudEvent[]): Promise<void> => {
  await Promise.all(
    events.map(async (event) => {
      while (
        !(await bus.publish(event).then(
          () => true,
          () => false,
        ))
      )
        await sleep(pauseMs);
    }),
  );
};
