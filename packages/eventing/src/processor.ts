import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { DomainError } from '@ordermill/kernel';
import { decodeEvent, UnreadableMessage } from './codec.js';
import type { Catalog, CloudEvent } from './event.js';
import type { Failure, Inbox, Message, Outcome, Processor } from './ports.js';
import { delayAfter, type RetryPolicy } from './retry-policy.js';

/**
 * Handlers by event type, run inside the inbox's transaction; each may narrow the data to its event's, which the catalog's schema has checked.
 * A DomainError other than `unavailable` parks the message at once.
 */
export type Handlers = Readonly<Record<string, (event: CloudEvent<never>) => Promise<unknown>>>;

export interface ProcessorOptions {
  readonly catalog: Catalog;
  readonly handlers: Handlers;
  readonly inbox: Inbox;
  readonly policy: RetryPolicy;
  /** What becomes of a type in the catalog without a handler: a newer replica may know it, so parking it loses nothing. */
  readonly unhandled?: 'park' | 'ignore';
  /** Told of every failed try that will be followed by another, or by none. */
  readonly onFailure?: (outcome: Extract<Outcome, { failure: Failure }>, event: CloudEvent | undefined) => void;
  /** Unexpected failures in a row after which messages are handled one by one, with a growing pause between them. Default 10. */
  readonly throttleAfter?: number;
}

const done: Outcome = { type: 'done' };
const pauses = { first: 100, longest: 10_000 };

/** Builds the processor of one service: batches first, one by one when a batch fails, immediate tries, then retry or park. */
export const createProcessor = (options: ProcessorOptions): Processor => {
  const { inbox, policy, throttleAfter = 10 } = options;
  let failuresInARow = 0;

  const handle = async (event: CloudEvent): Promise<void> => {
    const handler = Object.hasOwn(options.handlers, event.type) ? options.handlers[event.type] : undefined;
    if (handler) await handler(event as CloudEvent<never>);
    else if (options.unhandled !== 'ignore') throw new UnreadableMessage('unknown_type', `no handler for "${event.type}"`);
  };

  /** Runs until the store answers: an outage says nothing about the messages. False when aborted first. */
  const attempt = async (events: readonly CloudEvent[], signal: AbortSignal): Promise<boolean> => {
    for (let pause = pauses.first; !signal.aborted; pause = Math.min(pause * 2, pauses.longest)) {
      try {
        await inbox.once(events, handle);
        return true;
      } catch (error) {
        if (!isOutage(error)) throw error;
        await pausedFor(pause, signal);
      }
    }
    return false;
  };

  const fail = (error: unknown, tries: number, rounds: number, event?: CloudEvent): Outcome => {
    const reason = permanentReason(error);
    if (!reason) failuresInARow += 1;
    const delay = reason ? undefined : delayAfter(policy, rounds + 1, Math.random());
    const failure: Failure = {
      reason: reason ?? 'exhausted',
      ...describeError(error),
      tries: rounds * policy.immediateTries + tries,
    };
    const outcome: Extract<Outcome, { failure: Failure }> = delay ? { type: 'retry', delay, failure } : { type: 'park', failure };
    options.onFailure?.(outcome, event);
    return outcome;
  };

  const processOne = async (event: CloudEvent, rounds: number, signal: AbortSignal): Promise<Outcome> => {
    for (let tries = 1; ; tries += 1) {
      try {
        if (!(await attempt([event], signal))) return { type: 'release' };
        failuresInARow = 0;
        return done;
      } catch (error) {
        if (permanentReason(error) || tries >= policy.immediateTries) return fail(error, tries, rounds, event);
      }
    }
  };

  const processEach = async (items: readonly Readable[], signal: AbortSignal): Promise<void> => {
    for (const item of items) {
      const excess = failuresInARow - throttleAfter;
      if (excess >= 0) await pausedFor(Math.min(pauses.first * 2 ** Math.min(excess, 16), pauses.longest), signal);
      item.outcome = signal.aborted ? { type: 'release' } : await processOne(item.event, item.message.rounds, signal);
    }
  };

  return async (messages, signal) => {
    const items = messages.map((message): Item => {
      try {
        return { message, event: decodeEvent(options.catalog, message.body), outcome: { type: 'release' } };
      } catch (error) {
        return { message, outcome: fail(error, 1, message.rounds) };
      }
    });
    const readable = items.filter((item): item is Readable => item.event !== undefined);
    if (readable.length > 1 && failuresInARow < throttleAfter) {
      const batch = readable.map((item) => item.event);
      const outcome = await attempt(batch, signal).then(
        (handled): Outcome => (handled ? done : { type: 'release' }),
        () => undefined,
      );
      if (outcome) for (const item of readable) item.outcome = outcome;
      else await processEach(readable, signal);
      if (outcome === done) failuresInARow = 0;
    } else await processEach(readable, signal);
    return items.map((item) => item.outcome);
  };
};

interface Item {
  readonly message: Message;
  readonly event?: CloudEvent;
  outcome: Outcome;
}
type Readable = Item & { readonly event: CloudEvent };

const isOutage = (error: unknown): boolean => error instanceof DomainError && error.code === 'store_unavailable';

const permanentReason = (error: unknown): Failure['reason'] | undefined => {
  if (error instanceof UnreadableMessage) return error.reason;
  return error instanceof DomainError && error.kind !== 'unavailable' ? 'rejected' : undefined;
};

const describeError = (error: unknown): Pick<Failure, 'error' | 'stack'> => {
  if (!(error instanceof Error)) return { error: typeof error === 'string' ? error : inspect(error), stack: '' };
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
  return { error: `${error.name}: ${error.message}`, stack: `${error.stack ?? ''}${cause}` };
};

const pausedFor = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
