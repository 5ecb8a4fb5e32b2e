import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { encodeEvent } from '../codec.js';
import type { Catalog, CloudEvent } from '../event.js';
import type { Message, Outcome } from '../ports.js';
import { createProcessor, type Handlers } from '../processor.js';
import type { RetryPolicy } from '../retry-policy.js';
import { Signal } from './signal.js';
import {
  claimTimers,
  type DueTimer,
  millisecondsToNextTimer,
  parkTimer,
  postponeTimer,
  releaseTimers,
  renewTimers,
} from './timer-rows.js';
import { type PostgresUnitOfWork, timerSource } from './unit-of-work.js';

/** What a handler receives when a timer of its type is due. */
export type FiredTimer = CloudEvent<z.output<typeof firedTimer>>;

const firedTimer = z.object({ key: z.string() });

export interface TimersOptions {
  readonly unitOfWork: PostgresUnitOfWork;
  /** By timer type, of a FiredTimer; what a handler changes commits together with the timer's end. */
  readonly handlers: Handlers;
  /** A timer that fails after the last delay is tried again after that delay, without end; one that ends its processes is due no more. */
  readonly policy: RetryPolicy;
  /** How long the timers of a process that dies wait for another, in milliseconds, default 5,000. */
  readonly claimMs?: number;
  readonly onFailure?: (error: string, timer: { readonly key: string; readonly rounds: number }) => void;
  /** Told when the timers cannot be read; they are tried again by themselves. */
  readonly onError?: (error: unknown) => void;
}

const milliseconds = { longestWait: 250, pauseAfterError: 1_000, claim: 5_000 };

/** Fires the durable timers of one database; any number of processes may do so side by side. */
export class Timers {
  private readonly signal = new Signal();
  private readonly stopping = new AbortController();
  private readonly process;
  private running: Promise<void> | undefined;

  constructor(private readonly options: TimersOptions) {
    const { unitOfWork, handlers, policy } = options;
    unitOfWork.onCommit((unit) => {
      if (unit.timers.size > 0) this.signal.notify();
    });
    const entries = Object.entries(handlers);
    const completing = entries.map(([type, handle]) => [type, (event: CloudEvent) => this.fire(event, handle)] as const);
    const catalog: Catalog = Object.fromEntries(
      entries.map(([type]) => [type, { type, source: timerSource, version: 1, data: firedTimer, upcasters: {}, consumers: [] }]),
    );
    this.process = createProcessor({ catalog, handlers: Object.fromEntries(completing), inbox: unitOfWork, policy });
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Claims nothing more and finishes what is being handled. */
  async drain(): Promise<void> {
    this.stopping.abort();
    this.signal.notify();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const fired = await this.fireDue();
        if (fired === 0) await this.signal.wait(await this.timeToWait());
      } catch (error) {
        this.options.onError?.(error);
        await this.signal.wait(milliseconds.pauseAfterError);
      }
    }
  }

  private async timeToWait(): Promise<number> {
    return Math.min(await millisecondsToNextTimer(this.options.unitOfWork.database), milliseconds.longestWait);
  }

  private async fireDue(): Promise<number> {
    const { unitOfWork, claimMs = milliseconds.claim } = this.options;
    const timers = await claimTimers(unitOfWork.database, claimMs);
    if (timers.length === 0) return 0;
    const outcomes = await this.whileClaimed(timers, claimMs, () => this.process(timers.map(toMessage), this.stopping.signal));
    await Promise.all(timers.map((timer, index) => this.settle(timer, outcomes[index])));
    return timers.length;
  }

  /** A handler may wait for longer than a claim lasts, as for a slow gateway. */
  private async whileClaimed<T>(timers: readonly DueTimer[], claimMs: number, work: () => Promise<T>): Promise<T> {
    const finished = new AbortController();
    const renewing = this.renew(timers, claimMs, finished.signal);
    try {
      return await work();
    } finally {
      finished.abort();
      await renewing;
    }
  }

  private async renew(timers: readonly DueTimer[], claimMs: number, signal: AbortSignal): Promise<void> {
    const pause = (): Promise<boolean> => sleep(claimMs / 3, true, { signal }).catch(() => false);
    while (await pause())
      await renewTimers(this.options.unitOfWork.database, timers, claimMs).catch((error: unknown) =>
        this.options.onError?.(error),
      );
  }

  private async fire(event: CloudEvent, handle: (event: CloudEvent<never>) => Promise<unknown>): Promise<void> {
    await this.options.unitOfWork.completeTimer(event.id);
    await handle(event as CloudEvent<never>);
  }

  private async settle(timer: DueTimer, outcome: Outcome | undefined): Promise<void> {
    const { database } = this.options.unitOfWork;
    if (outcome?.type === 'done') return;
    if (outcome?.type !== 'retry' && outcome?.type !== 'park') return releaseTimers(database, [timer.id]);
    const { reason, error } = outcome.failure;
    const last = this.options.policy.delays.at(-1) ?? milliseconds.pauseAfterError;
    if (reason === 'crashed') await parkTimer(database, timer.id, error);
    else await postponeTimer(database, timer.id, outcome.type === 'retry' ? outcome.delay.ms : last, error);
    this.options.onFailure?.(error, timer);
  }
}

const toMessage = ({ key, id, type, subject, due, metadata, rounds, reclaimed }: DueTimer): Message => ({
  rounds,
  redelivered: reclaimed,
  body: encodeEvent({
    specversion: '1.0',
    id,
    source: timerSource,
    type,
    subject,
    time: due.toISOString(),
    datacontenttype: 'application/json',
    dataschema: '',
    data: { key },
    sequence: '0',
    ...metadata,
  }),
});
