import type { ArchivedEvent } from '@ordermill/contracts';
import type { Clock } from '@ordermill/kernel';
import type { ClaimedReplay, EventArchive, Recipients, Replays } from './ports.js';

const pageSize = 500;
const batchSize = 50;
// So many batches may be on their way while the next is sent.
const mostAhead = 4;

/**
 * Sends what is left of a replay, batch after batch, and notes in that order those of which all is safe:
 * after a crash, what was on its way is sent again at most.
 */
export class RunReplay {
  constructor(
    private readonly archive: Pick<EventArchive, 'next'>,
    private readonly replays: Pick<Replays, 'advance' | 'finish' | 'release'>,
    private readonly recipients: Recipients,
    private readonly clock: Clock,
  ) {}

  /** Resolves when all is sent, when it is cancelled or in another hand, and soon after an abort; rejects when it gets no further. */
  async execute(claimed: ClaimedReplay, signal: AbortSignal): Promise<void> {
    const { replay } = claimed;
    let { position } = claimed;
    let repeats = claimed.again ? batchSize * mostAhead : 0;
    let page: readonly ArchivedEvent[] = [];
    let noted = Promise.resolve(true);
    const ahead: Promise<boolean>[] = [];
    while (!signal.aborted) {
      if (ahead.length === mostAhead && !(await ahead.shift())) return;
      if (page.length === 0) page = await this.archive.next(replay, position, pageSize);
      if (page.length === 0) return void ((await noted) && (await this.replays.finish(claimed, this.clock.now())));
      const room = await this.recipients.room(replay.service, signal);
      const batch = page.slice(0, Math.min(room, batchSize));
      page = page.slice(batch.length);
      const sending = batch.map((event, index) => this.recipients.send(replay.service, event, index < repeats));
      repeats = Math.max(0, repeats - batch.length);
      position = batch.at(-1)?.position ?? position;
      noted = this.note(claimed, position, noted, sending);
      noted.catch(() => undefined); // until its turn comes
      ahead.push(noted);
    }
    if (await noted) await this.replays.release(claimed);
  }

  /** Once all before it is noted and all of it is safe; an empty batch says that the replay is still in hand. */
  private async note(
    claimed: ClaimedReplay,
    position: number,
    before: Promise<boolean>,
    sending: readonly Promise<void>[],
  ): Promise<boolean> {
    const [inHand] = await Promise.all([before, ...sending]);
    return inHand && this.replays.advance(claimed, position, sending.length);
  }
}
