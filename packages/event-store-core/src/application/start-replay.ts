import type { ReplayBody } from '@ordermill/contracts';
import type { Clock, Ids } from '@ordermill/kernel';
import { rangeOf, type Replay } from '../domain/replay.js';
import type { EventArchive, Replays } from './ports.js';

export interface StartReplayInput {
  readonly request: ReplayBody;
  readonly userId: string;
}

export class StartReplay {
  constructor(
    private readonly archive: EventArchive,
    private readonly replays: Replays,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute({ request, userId }: StartReplayInput): Promise<Replay> {
    const range = rangeOf(request, await this.archive.head());
    const replay: Replay = {
      ...range,
      id: this.ids.next(),
      status: 'waiting',
      sent: 0,
      total: await this.archive.count(range),
      error: null,
      actor: userId,
      createdAt: this.clock.now().toISOString(),
      finishedAt: null,
    };
    await this.replays.add(replay);
    return replay;
  }
}
