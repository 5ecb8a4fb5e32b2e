import type { Page, ReplayListQuery } from '@ordermill/contracts';
import type { Replay } from '../domain/replay.js';
import type { Replays } from './ports.js';

export class ListReplays {
  constructor(private readonly replays: Replays) {}

  execute(query: ReplayListQuery): Promise<Page<Replay>> {
    return this.replays.list(query);
  }
}
