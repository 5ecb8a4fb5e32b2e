import type { Processor } from '@ordermill/eventing';
import { Counter, Histogram } from 'prom-client';

const outcomes = new Counter({
  name: 'ordermill_messages_total',
  help: 'Messages by what became of them: done, retry, park or release',
  labelNames: ['service', 'outcome'],
});

const batches = new Histogram({
  name: 'ordermill_batch_duration_seconds',
  help: 'Time to handle what was taken from the queue together',
  labelNames: ['service'],
});

/** Measures what a processor does. */
export const measured =
  (service: string, process: Processor): Processor =>
  async (messages, signal) => {
    const stop = batches.startTimer({ service });
    const results = await process(messages, signal);
    stop();
    for (const { type } of results) outcomes.inc({ service, outcome: type });
    return results;
  };
