import {
  type DeadLetter,
  type DeadLetterFilter,
  DeadLetters,
  type DeadLetterSummary,
  type LetterOutcome,
  type LetterPage,
  type LetterPageQuery,
  type LetterPlace,
  type LetterSelection,
  matchesFilter,
} from '../dead-letters.js';
import { LetterChoice } from '../letter-choice.js';
import type { Database } from './database.js';
import { deleteLetters, readLetters, readWholeLetters, type StoredLetter } from './dead-letter-rows.js';

export interface PostgresDeadLettersOptions {
  readonly databaseOf: (service: string) => Database;
  /** Hands a message to the running service; resolves when it is handled or parked again. */
  readonly deliver: (service: string, body: Uint8Array) => Promise<void>;
  /** Told of letters that could not be handed over, or not deleted after it: they stay. */
  readonly onError?: (error: unknown) => void;
}

const pageSize = 500;

/** Dead letters of the in-process bus. A letter on its way back to its service is out of sight, and gone when it was handled; after a crash it lies there again. */
export class PostgresDeadLetters extends DeadLetters {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(private readonly options: PostgresDeadLettersOptions) {
    super();
  }

  override async list(service: string, filter: DeadLetterFilter, { limit, after }: LetterPageQuery): Promise<LetterPage> {
    const letters: DeadLetterSummary[] = [];
    for await (const { letter } of this.read(service, 'newest', after)) {
      if (matchesFilter(letter, filter)) letters.push(letter);
      if (letters.length > limit) break;
    }
    return { letters: letters.slice(0, limit), hasMore: letters.length > limit };
  }

  override async find(service: string, id: string): Promise<DeadLetter | undefined> {
    const [letter] = await readWholeLetters(this.options.databaseOf(service), [id]);
    return letter && !this.underWay.has(id) ? letter : undefined;
  }

  override async redrive(service: string, selection: LetterSelection, body?: Uint8Array): Promise<LetterOutcome> {
    const { matched, letters } = await this.choose(service, selection);
    for (const letter of letters) this.handOver(letter, body ?? letter.body);
    return { matched, done: letters.length };
  }

  override async discard(service: string, selection: LetterSelection): Promise<LetterOutcome> {
    const { matched, letters } = await this.choose(service, selection);
    const ids = letters.map(({ id }) => id);
    return { matched, done: ids.length > 0 ? await deleteLetters(this.options.databaseOf(service), ids) : 0 };
  }

  /** Resolves when no letter is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  private async choose(service: string, selection: LetterSelection) {
    const choice = new LetterChoice<string>(selection);
    for await (const { letter, bytes } of this.read(service, 'oldest')) choice.offer(letter, bytes, letter.id);
    const letters = await readWholeLetters(this.options.databaseOf(service), choice.kept);
    if (letters.length > 0) await selection.beforehand(letters);
    return { matched: choice.matched, letters: letters.filter(({ id }) => !this.underWay.has(id)) };
  }

  private async *read(service: string, order: 'newest' | 'oldest', after?: LetterPlace): AsyncGenerator<StoredLetter> {
    const database = this.options.databaseOf(service);
    for (let place = after; ;) {
      const page = await readLetters(database, service, order, place, pageSize);
      yield* page.filter(({ letter }) => !this.underWay.has(letter.id));
      if (page.length < pageSize) return;
      place = page.at(-1)?.letter;
    }
  }

  private handOver({ id, service }: DeadLetter, body: Uint8Array): void {
    const { databaseOf, deliver, onError } = this.options;
    const handing = deliver(service, body)
      .then(() => deleteLetters(databaseOf(service), [id]))
      .catch((error: unknown) => onError?.(error))
      .then(() => void this.underWay.delete(id));
    this.underWay.set(id, handing);
  }
}
