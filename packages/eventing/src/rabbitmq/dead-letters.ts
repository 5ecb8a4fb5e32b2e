import { setMaxListeners } from 'node:events';
import type { ConsumeMessage } from 'amqplib';
import type { CloudEvent } from '../event.js';
import {
  compareLetters,
  type DeadLetter,
  type DeadLetterFilter,
  DeadLetters,
  type DeadLetterSummary,
  type LetterOutcome,
  type LetterPage,
  type LetterPageQuery,
  type LetterSelection,
  matchesFilter,
} from '../dead-letters.js';
import { LetterChoice } from '../letter-choice.js';
import { browse, type Browser } from './browser.js';
import { redriveHeaders } from './headers.js';
import { letterOf } from './letter.js';
import { type OperatorConnection, unavailable } from './operator-connection.js';
import { propertiesOf, propertiesOfCopy } from './properties.js';
import type { Publication, Publisher } from './publisher.js';
import { namesOf } from './topology.js';

export interface RabbitMqDeadLettersOptions extends OperatorConnection {
  readonly namespace: string;
  readonly publisher: Pick<Publisher, 'publish'>;
}

interface Kept {
  readonly message: ConsumeMessage;
  readonly letter: DeadLetter;
}

const longestConfirmMs = 10_000;

/**
 * Dead letters in their queues. Looking through one takes as long as it is; memory holds a page of it without bodies, or the letters to act on.
 * What is looked at goes back to its place when the channel closes, whatever happens to this process.
 */
export class RabbitMqDeadLetters extends DeadLetters {
  constructor(private readonly options: RabbitMqDeadLettersOptions) {
    super();
  }

  override list(service: string, filter: DeadLetterFilter, { limit, after }: LetterPageQuery): Promise<LetterPage> {
    return this.browse(service, async (browser) => {
      let newest: DeadLetterSummary[] = [];
      const trim = (): void => void (newest = newest.toSorted(compareLetters).slice(0, limit + 1));
      await browser.each((message) => {
        const { body: _body, stack: _stack, ...letter } = letterOf(service, message);
        if (matchesFilter(letter, filter) && (!after || compareLetters(after, letter) < 0)) newest.push(letter);
        if (newest.length > 2 * limit + 100) trim();
        return true;
      });
      trim();
      return { letters: newest.slice(0, limit), hasMore: newest.length > limit };
    });
  }

  override find(service: string, id: string): Promise<DeadLetter | undefined> {
    return this.browse(service, async (browser) => {
      let found: DeadLetter | undefined;
      await browser.each((message) => {
        const letter = letterOf(service, message);
        if (letter.id === id) found = letter;
        return !found;
      });
      return found;
    });
  }

  override redrive(service: string, selection: LetterSelection, body?: Uint8Array): Promise<LetterOutcome> {
    return this.act(service, selection, (chosen) => {
      const signal = AbortSignal.timeout(longestConfirmMs);
      setMaxListeners(0, signal); // every copy listens
      return chosen.map(({ message }) => this.options.publisher.publish(this.copyOf(service, message, body), signal));
    });
  }

  override discard(service: string, selection: LetterSelection): Promise<LetterOutcome> {
    return this.act(service, selection, (chosen) => chosen.map(() => Promise.resolve()));
  }

  private act(
    service: string,
    selection: LetterSelection,
    settle: (chosen: readonly Kept[]) => readonly Promise<void>[],
  ): Promise<LetterOutcome> {
    return this.browse(service, async (browser) => {
      const choice = new LetterChoice<Kept>(selection);
      await browser.each((message) => {
        const letter = letterOf(service, message);
        choice.offer(letter, message.content.length, { message, letter });
        return true;
      });
      if (choice.kept.length === 0) return { matched: choice.matched, done: 0 };
      await selection.beforehand(choice.kept.map(({ letter }) => letter));
      const settled = await Promise.allSettled(settle(choice.kept));
      const done = choice.kept.filter((_kept, index) => settled[index]?.status === 'fulfilled');
      for (const { message } of done) browser.remove(message);
      const failed = settled.find((result) => result.status === 'rejected');
      if (failed && done.length === 0) throw unavailable(failed.reason);
      return { matched: choice.matched, done: done.length };
    });
  }

  private copyOf(service: string, message: ConsumeMessage, edited: Uint8Array | undefined): Publication {
    const body = edited ? Buffer.from(edited) : message.content;
    const properties = edited ? propertiesOf(JSON.parse(body.toString()) as CloudEvent) : propertiesOfCopy(message.properties);
    return {
      exchange: '',
      routingKey: namesOf(this.options.namespace, service).queue,
      body,
      options: { ...properties, headers: redriveHeaders(message), mandatory: true },
    };
  }

  private browse<Result>(service: string, work: (browser: Browser) => Promise<Result>): Promise<Result> {
    return browse(this.options, namesOf(this.options.namespace, service).deadLetters, work);
  }
}
