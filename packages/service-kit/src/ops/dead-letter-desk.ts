import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetterListQuery, DiscardManyBody, RedriveManyBody, RedriveOneBody } from '@ordermill/contracts';
import {
  type Catalog,
  type DeadLetter,
  type DeadLetters,
  type DeadLetterSummary,
  type Inbox,
  type LetterSelection,
  matchesFilter,
  type Operation,
  type OperationLog,
} from '@ordermill/eventing';
import { type Clock, DomainError } from '@ordermill/kernel';
import { cursorOf, placeOf } from './cursor.js';
import { editedBody } from './edited-body.js';
import { filterOf } from './filter.js';
import { isLetterId, unknownLetter } from './letter-id.js';

export interface DeadLetterDeskOptions {
  readonly service: string;
  readonly catalog: Catalog;
  readonly deadLetters: DeadLetters;
  readonly operations: Pick<OperationLog, 'record'>;
  readonly inbox: Pick<Inbox, 'forgetTries'>;
  readonly clock: Clock;
  /** How long after a failure a letter may go back. */
  readonly redriveWindowMs: number;
}

type Action = Operation['action'];

/** What an operator does with the dead letters of one service. Who did what is on record before it happens. */
export class DeadLetterDesk {
  constructor(private readonly options: DeadLetterDeskOptions) {}

  async list(query: DeadLetterListQuery) {
    const { service, deadLetters } = this.options;
    if (!this.isMeant(query)) return { data: [], nextCursor: null };
    const place = placeOf(query.cursor, isLetterId);
    const after = place && { failedAt: place.time, id: place.key };
    const { letters, hasMore } = await deadLetters.list(service, filterOf(query), { limit: query.limit, after });
    const last = hasMore ? letters.at(-1) : undefined;
    return { data: letters, nextCursor: last ? cursorOf({ time: last.failedAt, key: last.id }) : null };
  }

  async show(id: string): Promise<DeadLetter> {
    const letter = this.isOwn(id) ? await this.options.deadLetters.find(this.options.service, id) : undefined;
    if (!letter) throw unknownLetter();
    return letter;
  }

  /** Throws `invalid_event` for a body that the service could not read, and `redrive_window_passed`. */
  async redrive(id: string, { body, force }: RedriveOneBody, actor: string): Promise<void> {
    const { service, catalog, deadLetters } = this.options;
    const edited = body && editedBody(catalog, service, body);
    await this.one(
      id,
      (selection) => deadLetters.redrive(service, selection, edited),
      async (letters) => {
        if (!force && letters.some((letter) => this.isTooOld(letter))) throw windowPassed();
        await this.prepareRedrive(letters, edited ? 'edit' : 'redrive', actor);
      },
    );
  }

  async discard(id: string, actor: string): Promise<void> {
    const { service, deadLetters } = this.options;
    await this.one(
      id,
      (selection) => deadLetters.discard(service, selection),
      (letters) => this.record(letters, 'discard', actor),
    );
  }

  /** At most what one second allows at a rate, and no sooner done than the rate allows. */
  async redriveMany(body: RedriveManyBody, actor: string) {
    const { service, deadLetters } = this.options;
    const { ratePerSecond = Infinity, force, dryRun } = body;
    const filter = filterOf(body);
    const began = performance.now();
    let tooOld = 0;
    const matches = (letter: DeadLetterSummary): boolean => {
      if (!this.isMeant(body) || !matchesFilter(letter, filter)) return false;
      if (force || !this.isTooOld(letter)) return true;
      tooOld += 1;
      return false;
    };
    const limit = dryRun ? 0 : Math.min(body.limit, Math.max(1, Math.floor(ratePerSecond)));
    const beforehand = (letters: readonly DeadLetter[]): Promise<void> => this.prepareRedrive(letters, 'redrive', actor);
    const { matched, done } = await deadLetters.redrive(service, { matches, limit, beforehand });
    await sleep(Math.max(0, (done / ratePerSecond) * 1_000 - (performance.now() - began)));
    return { matched, redriven: done, remaining: matched - done, tooOld };
  }

  async discardMany(body: DiscardManyBody, actor: string) {
    const { service, deadLetters } = this.options;
    const filter = filterOf(body);
    const matches = (letter: DeadLetterSummary): boolean => this.isMeant(body) && matchesFilter(letter, filter);
    const beforehand = (letters: readonly DeadLetter[]): Promise<void> => this.record(letters, 'discard', actor);
    const selection = { matches, limit: body.dryRun ? 0 : body.limit, beforehand };
    const { matched, done } = await deadLetters.discard(service, selection);
    return { matched, discarded: done, remaining: matched - done };
  }

  private async one(
    id: string,
    act: (selection: LetterSelection) => Promise<{ readonly done: number }>,
    beforehand: LetterSelection['beforehand'],
  ): Promise<void> {
    if (!this.isOwn(id)) throw unknownLetter();
    const { done } = await act({ matches: (letter) => letter.id === id, limit: 1, beforehand });
    if (done === 0) throw unknownLetter();
  }

  private async prepareRedrive(letters: readonly DeadLetter[], action: Action, actor: string): Promise<void> {
    await this.record(letters, action, actor);
    for (const { reason, body } of letters) if (reason === 'crashed') await this.options.inbox.forgetTries(body);
  }

  private async record(letters: readonly DeadLetter[], action: Action, actor: string): Promise<void> {
    const at = this.options.clock.now();
    await this.options.operations.record(
      letters.map(({ id, eventId, type }) => ({ at, actor, action, letterId: id, eventId, eventType: type })),
    );
  }

  private isMeant({ service }: { readonly service?: string | undefined }): boolean {
    return service === undefined || service === this.options.service;
  }

  private isOwn(id: string): boolean {
    return id.startsWith(`${this.options.service}.`);
  }

  private isTooOld({ failedAt }: DeadLetterSummary): boolean {
    return this.options.clock.now().getTime() - failedAt.getTime() > this.options.redriveWindowMs;
  }
}

const windowPassed = (): DomainError =>
  new DomainError(
    'conflict',
    'redrive_window_passed',
    'This letter is older than the redrive window: whether its event was handled after all may be forgotten. Use force to send it all the same.',
  );
