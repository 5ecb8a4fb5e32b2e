import type { DeadLetterSummary, LetterSelection } from './dead-letters.js';

const mostBytes = 64 * 1024 * 1024;

/** Counts what matches a selection, and keeps what is to be acted on: no more than its limit, and no more than 64 MiB of bodies. */
export class LetterChoice<Kept> {
  readonly kept: Kept[] = [];
  private count = 0;
  private bytes = 0;

  constructor(private readonly selection: Pick<LetterSelection, 'matches' | 'limit'>) {}

  get matched(): number {
    return this.count;
  }

  offer(letter: DeadLetterSummary, bytes: number, kept: Kept): void {
    const { matches, limit } = this.selection;
    if (!matches(letter)) return;
    this.count += 1;
    this.bytes += bytes;
    if (this.kept.length < limit && (this.kept.length === 0 || this.bytes <= mostBytes)) this.kept.push(kept);
  }
}
