/** A message that was set aside and waits for an operator. */
export interface DeadLetter {
  /** `SERVICE.UUID`, the same as long as it lies there. */
  readonly id: string;
  readonly service: string;
  readonly body: Uint8Array;
  /** Type, subject and id of the event, as far as the body can be read. */
  readonly type: string | null;
  readonly subject: string | null;
  readonly eventId: string | null;
  /** A reason of `Failure`; what a broker or somebody else put there has another, or `unknown`. */
  readonly reason: string;
  readonly error: string;
  readonly stack: string;
  readonly tries: number;
  readonly firstFailedAt: Date;
  readonly failedAt: Date;
}

/** What a list shows of a letter; its body may be large. */
export type DeadLetterSummary = Omit<DeadLetter, 'body' | 'stack'>;

/** Whatever is given must hold. */
export interface DeadLetterFilter {
  readonly type?: string | undefined;
  readonly subject?: string | undefined;
  readonly reason?: string | undefined;
  /** Text within the error, in upper or lower case. */
  readonly error?: string | undefined;
  /** Exclusive. */
  readonly failedBefore?: Date | undefined;
  /** Inclusive. */
  readonly failedAfter?: Date | undefined;
}

/** The place of a letter in a list. */
export type LetterPlace = Pick<DeadLetterSummary, 'failedAt' | 'id'>;

export interface LetterPageQuery {
  readonly limit: number;
  /** Only what is older than this place. */
  readonly after?: LetterPlace | undefined;
}

export interface LetterPage {
  readonly letters: readonly DeadLetterSummary[];
  readonly hasMore: boolean;
}

/** Letters to act on. */
export interface LetterSelection {
  readonly matches: (letter: DeadLetterSummary) => boolean;
  /** The most to act on, longest waiting first; what matches beyond it is counted. */
  readonly limit: number;
  /** Called once with those chosen, before anything happens to them; what it rejects with ends the action. */
  readonly beforehand: (chosen: readonly DeadLetter[]) => Promise<void>;
}

export interface LetterOutcome {
  readonly matched: number;
  readonly done: number;
}

/** The dead letters of services: they stay until an operator acts, whatever crashes. Everything rejects with a DomainError when they cannot be reached. */
export abstract class DeadLetters {
  /** The newest first. */
  abstract list(service: string, filter: DeadLetterFilter, page: LetterPageQuery): Promise<LetterPage>;
  abstract find(service: string, id: string): Promise<DeadLetter | undefined>;
  /**
   * Gives letters back to their service as if they had never failed, with another body if there is one.
   * A letter goes only when its copy is safe: a crash in between leaves both, and the inbox recognises the second.
   */
  abstract redrive(service: string, selection: LetterSelection, body?: Uint8Array): Promise<LetterOutcome>;
  abstract discard(service: string, selection: LetterSelection): Promise<LetterOutcome>;
}

/** Newest first; those of one millisecond by id, so that an order is the same everywhere. */
export const compareLetters = (a: LetterPlace, b: LetterPlace): number =>
  b.failedAt.getTime() - a.failedAt.getTime() || Number(a.id < b.id) - Number(a.id > b.id);

export const matchesFilter = (letter: DeadLetterSummary, filter: DeadLetterFilter): boolean =>
  (filter.type === undefined || letter.type === filter.type) &&
  (filter.subject === undefined || letter.subject === filter.subject) &&
  (filter.reason === undefined || letter.reason === filter.reason) &&
  (filter.error === undefined || letter.error.toLowerCase().includes(filter.error.toLowerCase())) &&
  (filter.failedBefore === undefined || letter.failedAt < filter.failedBefore) &&
  (filter.failedAfter === undefined || letter.failedAt >= filter.failedAfter);

const textIn = (object: object, name: string): string | null => {
  const value: unknown = Object.entries(object).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
};

/** What a body says it is, whoever wrote it. */
export const identityOf = (body: Uint8Array): Pick<DeadLetter, 'type' | 'subject' | 'eventId'> => {
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder().decode(body));
  } catch {
    event = undefined;
  }
  const object = typeof event === 'object' && event !== null ? event : {};
  return { type: textIn(object, 'type'), subject: textIn(object, 'subject'), eventId: textIn(object, 'id') };
};
