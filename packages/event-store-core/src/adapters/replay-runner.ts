import { setTimeout as sleep } from 'node:timers/promises';
import type { Background } from '@ordermill/service-kit';
import type { ClaimedReplay, Replays } from '../application/ports.js';
import type { RunReplay } from '../application/run-replay.js';

const pollMs = 250;

/** Runs whatever replay nobody else runs, side by side. */
export class ReplayRunner implements Background {
  private readonly stopping = new AbortController();
  private readonly inHand = new Map<string, Promise<void>>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly replays: Pick<Replays, 'claim' | 'release'>,
    private readonly runReplay: Pick<RunReplay, 'execute'>,
  ) {}

  start(onError: (error: unknown) => void): void {
    this.running ??= this.run(onError);
  }

  async drain(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.inHand.values());
  }

  private async run(onError: (error: unknown) => void): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for (const claimed of await this.replays.claim([...this.inHand.keys()])) this.take(claimed, onError);
      } catch (error) {
        onError(error);
      }
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private take(claimed: ClaimedReplay, onError: (error: unknown) => void): void {
    const { id } = claimed.replay;
    const task = this.runReplay
      .execute(claimed, this.stopping.signal)
      .catch(async (error: unknown) => {
        onError(error);
        await this.replays.release(claimed, error instanceof Error ? error.message : String(error));
      })
      .catch(onError)
      .finally(() => this.inHand.delete(id));
    this.inHand.set(id, task);
  }
}
