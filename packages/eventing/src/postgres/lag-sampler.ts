import { setTimeout as sleep } from 'node:timers/promises';
import { keepRunning } from '../keep-running.js';
import type { Database } from './database.js';
import { type Lag, sampleEvery, writeLagSample } from './lag-samples.js';

const periodMs = sampleEvery * 1_000;

export interface LagSamplerOptions {
  readonly database: Database;
  readonly lag: () => Promise<Lag>;
  /** Told of every failure; sampling goes on by itself. */
  readonly onError?: (error: unknown) => void;
}

/** Keeps how far a service is behind, a few times a minute, however many replicas it has. */
export class LagSampler {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: LagSamplerOptions) {}

  start(): void {
    const onError = (error: unknown): void => this.options.onError?.(error);
    this.running ??= keepRunning(() => this.sample(), { signal: this.stopping.signal, onError });
  }

  async drain(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async sample(): Promise<void> {
    const { database, lag } = this.options;
    for (;;) {
      await writeLagSample(database, await lag());
      await sleep(periodMs - (Date.now() % periodMs), undefined, { signal: this.stopping.signal });
    }
  }
}
