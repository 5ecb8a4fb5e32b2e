import type { CloudEvent } from './event.js';
import type { Delay } from './retry-policy.js';

/** A message as a bus delivers it. */
export interface Message {
  readonly body: Uint8Array;
  /** The deliveries that have failed before this one. */
  readonly rounds: number;
  /** Whether it may have been taken before by a process that ended with it in hand. */
  readonly redelivered: boolean;
}

/** Why and after what a message was set aside. `tries` counts every run of the handler. */
export interface Failure {
  readonly reason: 'unparseable' | 'too_large' | 'invalid' | 'unknown_type' | 'rejected' | 'exhausted' | 'crashed';
  readonly error: string;
  readonly stack: string;
  readonly tries: number;
}

/** What is to become of a delivered message. `release` hands it back as if it had never been delivered. */
export type Outcome =
  | { readonly type: 'done' }
  | { readonly type: 'release' }
  | { readonly type: 'retry'; readonly delay: Delay; readonly failure: Failure }
  | { readonly type: 'park'; readonly failure: Failure };

/** Handles messages in the order given and answers one outcome for each, in that order; never rejects. On abort it finishes what it has begun. */
export type Processor = (messages: readonly Message[], signal: AbortSignal) => Promise<readonly Outcome[]>;

export interface Subscription {
  /** Names the queue; subscriptions of the same service, in any process, share its messages. */
  readonly service: string;
  /** Event types or topic patterns (`order.*`, `#`). */
  readonly patterns: readonly string[];
  readonly process: Processor;
  /** The most messages handed to `process` at once. */
  readonly batchSize: number;
}

export interface Consumer {
  /** Whether messages can arrive now: false while a connection is being restored. */
  readonly attached: boolean;
  /** Takes no further message, finishes and settles those in hand, hands back the rest. */
  drain(): Promise<void>;
}

/** Carries events to every service whose patterns match, at least once each, events of one subject in the order published. */
export abstract class EventBus {
  /**
   * Resolves when the event is safe with the bus; rejects when that is not known, and is then to be called again: receivers recognise repeats.
   * `again` says that another process may have published it before.
   */
  abstract publish(event: CloudEvent, again?: boolean): Promise<void>;
  /** As `publish`, but to one service alone, whatever its patterns; rejects as well when that service has no queue. */
  abstract send(service: string, event: CloudEvent, again?: boolean): Promise<void>;
  /** How many messages wait for a service, for a sender that is not to keep others waiting; rejects when it has no queue. */
  abstract waiting(service: string): Promise<number>;
  /** Resolves when nothing published from now on can be missed; messages arrive whenever the consumer is attached. */
  abstract subscribe(subscription: Subscription): Promise<Consumer>;
  /** Waits for confirms in flight, then closes; consumers are drained before. */
  abstract close(): Promise<void>;
}

/** Remembers handled messages; the memory commits in one transaction with what the handlers did, or neither does. */
export abstract class Inbox {
  /**
   * Runs `handle` for each event not handled before, side by side for different subjects and in order for one, all in one transaction.
   * Rejects with nothing done when a handler fails; with a DomainError `unavailable` when the store cannot be reached.
   * `triesOf` says, for the record, which run of its handler this is.
   */
  abstract once(
    events: readonly CloudEvent[],
    handle: (event: CloudEvent) => Promise<unknown>,
    triesOf?: (event: CloudEvent) => number,
  ): Promise<void>;
  /** Counts a try of a message that may end the process, durably and before it begins; resolves with how many there were. Rejects as `once` does. */
  abstract countTry(body: Uint8Array): Promise<number>;
  /** Forgets the count: the process has survived. */
  abstract forgetTries(body: Uint8Array): Promise<void>;
}

/** Where the in-process bus keeps what was given up; RabbitMQ has a queue for that. Resolves once it is durable. */
export abstract class Parking {
  abstract park(service: string, body: Uint8Array, failure: Failure, firstFailedAt: Date): Promise<void>;
}
