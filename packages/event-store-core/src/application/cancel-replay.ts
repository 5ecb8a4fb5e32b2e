import type { Clock } from '@ordermill/kernel';
import type { Replay } from '../domain/replay.js';
import { unknownReplay } from './get-replay.js';
import type { Replays } from './ports.js';

/** What was sent stays sent; what is over stays as it is. */
export class CancelReplay {
  constructor(
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  async execute({ id }: { readonly id: string }): Promise<Replay> {
    const replay = await this.replays.cancel(id, this.clock.now());
    if (!replay) throw unknownReplay();
    return replay;
  }
}
