import type { Clock } from '@ordermill/kernel';
import type { ClaimedReplay, EventArchive, Recipients, Replays } from './ports.js';

const batchSize = 250;

/** Sends what is left of a replay, batch after batch, each noted once all of it is safe: after a crash, a batch is sent again at most. */
export class RunReplay {
  constructor(
    private readonly archive: EventArchive,
    private readonly replays: Replays,
    private readonly recipients: Recipients,
    private readonly clock: Clock,
  ) {}

  /** Resolves when all is sent, when it is cancelled or in another hand, and soon after an abort; rejects when it gets no further. */
  async execute(claimed: ClaimedReplay, signal: AbortSignal): Promise<void> {
    const { replay } = claimed;
    let { position, again } = claimed;
    while (!signal.aborted) {
      const room = await this.recipients.room(replay.service, signal);
      const events = room > 0 ? await this.archive.next(replay, position, Math.min(room, batchSize)) : [];
      const last = events.at(-1);
      if (room > 0 && !last) return this.replays.finish(claimed, this.clock.now());
      await Promise.all(events.map((event) => this.recipients.send(replay.service, event, again)));
      position = last?.position ?? position;
      again &&= !last;
      if (!(await this.replays.advance(claimed, position, events.length))) return;
    }
    await this.replays.release(claimed);
  }
}
