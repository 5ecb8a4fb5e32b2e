import { createHash } from 'node:crypto';
import type { ConsumeMessage } from 'amqplib';
import { type FuzzMessage, receiversOf } from './messages.js';

const digest = (body: Buffer): string => createHash('sha1').update(body).digest('base64');

const keyOf = (body: Buffer): string | undefined => {
  try {
    const { source, id } = JSON.parse(new TextDecoder().decode(body)) as Readonly<Record<string, unknown>>;
    return `${String(source)}\n${String(id)}`;
  } catch {
    return undefined;
  }
};

interface Entry {
  readonly message: FuzzMessage;
  readonly key: string | undefined;
  arrivals: number;
}

/** What became of the messages that one service has received. */
export class Ledger {
  private readonly entries = new Map<string, Entry>();

  constructor(service: string, messages: readonly FuzzMessage[]) {
    for (const message of messages.filter((each) => receiversOf(each).includes(service))) {
      const name = digest(message.body);
      const entry = this.entries.get(name) ?? { message, key: keyOf(message.body), arrivals: 0 };
      entry.arrivals += 1;
      this.entries.set(name, entry);
    }
  }

  /** Those that are neither dead letters nor in the inbox, once or as a repeat of what is. */
  lost(parked: readonly ConsumeMessage[], inbox: ReadonlySet<string>): readonly FuzzMessage[] {
    const times = new Map<string, number>();
    for (const { content } of parked) times.set(digest(content), (times.get(digest(content)) ?? 0) + 1);
    return [...this.entries].flatMap(([name, { message, key, arrivals }]) =>
      (times.get(name) ?? 0) < arrivals && !(key !== undefined && inbox.has(key)) ? [message] : [],
    );
  }

  /** What was published of a dead letter; undefined for what nobody here has published. */
  originOf({ content }: ConsumeMessage): FuzzMessage | undefined {
    return this.entries.get(digest(content))?.message;
  }
}
