import { DomainError } from '@ordermill/kernel';
import type { Replay } from '../domain/replay.js';
import type { Replays } from './ports.js';

export class GetReplay {
  constructor(private readonly replays: Replays) {}

  async execute({ id }: { readonly id: string }): Promise<Replay> {
    const replay = await this.replays.find(id);
    if (!replay) throw unknownReplay();
    return replay;
  }
}

export const unknownReplay = (): DomainError =>
  new DomainError('not-found', 'replay_not_found', 'There is no replay of this id.');
