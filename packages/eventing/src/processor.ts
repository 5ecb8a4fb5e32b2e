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
  /** How a message is read, by default as an event of the catalog; `decodeEnvelope` for a service that takes whatever comes. */
  readonly decode?: typeof decodeEvent;
  /** Told of every failed try that will be followed by another, or by none. */
  readonly onFailure?: (outcome: SetAside, event: CloudEvent | undefined) => void;
  /** Unexpected failures in a row after which messages are handled one by one, with a growing pause between them. Default 10. */
  readonly throttleAfter?: number;
}

type SetAside = Extract<Outcome, { failure: Failure }>;

const done: Outcome = { type: 'done' };
const release: Outcome = { type: 'release' };
const pauses = { first: 100, longest: 10_000 };

/**
 * Builds the processor of one service: batches first, one by one when a batch fails, immediate tries, then retry or park.
 * What was delivered before may have ended the process that took it: it is handled alone, and parked when that has happened too often.
 */
export const createProcessor = (options: ProcessorOptions): Processor => {
  const { catalog, inbox, policy, decode = decodeEvent, throttleAfter = 10 } = options;
  let failuresInARow = 0;

  const handle = async (event: CloudEvent): Promise<void> => {
    const handler = Object.hasOwn(options.handlers, event.type) ? options.handlers[event.type] : undefined;
    // A newer replica may know it, so parking it loses nothing.
    if (!handler) throw new UnreadableMessage('unknown_type', `no handler for "${event.type}"`);
    await handler(event as CloudEvent<never>);
  };

  const giveUpOrRetry = (failure: Failure, rounds: number, event?: CloudEvent): Outcome => {
    const delay = failure.reason === 'exhausted' ? delayAfter(policy, rounds + 1, Math.random()) : undefined;
    const outcome: SetAside = delay ? { type: 'retry', delay, failure } : { type: 'park', failure };
    options.onFailure?.(outcome, event);
    return outcome;
  };

  const fail = (error: unknown, tries: number, rounds: number, event?: CloudEvent): Outcome => {
    const reason = permanentReason(error) ?? 'exhausted';
    if (reason === 'exhausted') failuresInARow += 1;
    return giveUpOrRetry({ reason, ...describeError(error), tries: rounds * policy.immediateTries + tries }, rounds, event);
  };

  const read = (message: Message): Item => {
    try {
      return { message, event: decode(catalog, message.body) };
    } catch (error) {
      return { message, outcome: fail(error, 1, message.rounds) };
    }
  };

  const tryEvent = async (event: CloudEvent, rounds: number, signal: AbortSignal): Promise<Outcome> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const triesOf = (): number => rounds * policy.immediateTries + tries;
        if (!(await whenStored(() => inbox.once([event], handle, triesOf), signal))) return release;
        failuresInARow = 0;
        return done;
      } catch (error) {
        if (permanentReason(error) || tries >= policy.immediateTries) return fail(error, tries, rounds, event);
      }
    }
  };

  const processItem = async ({ message, event, outcome }: Item, signal: AbortSignal): Promise<Outcome> => {
    if (outcome) return outcome;
    const excess = failuresInARow - throttleAfter;
    if (excess >= 0) await pausedFor(Math.min(pauses.first * 2 ** Math.min(excess, 16), pauses.longest), signal);
    return signal.aborted ? release : tryEvent(event, message.rounds, signal);
  };

  const processSuspect = async (message: Message, signal: AbortSignal): Promise<Outcome> => {
    let tries = 0;
    const count = async (): Promise<void> => void (tries = await inbox.countTry(message.body));
    if (!(await whenStored(count, signal))) return release;
    if (tries > crashesBeforeParking) return giveUpOrRetry(crashed, message.rounds);
    const outcome = await processItem(read(message), signal);
    // Whatever came of it, this process has survived. A count that stays is at worst one too high.
    await inbox.forgetTries(message.body).catch(unlessOutage);
    return outcome;
  };

  const processBatch = async (messages: readonly Message[], signal: AbortSignal): Promise<readonly Outcome[]> => {
    const items = messages.map(read);
    const events = items.flatMap(({ event }) => event ?? []);
    const rounds = new Map(items.map(({ event, message }) => [event, message.rounds]));
    const triesOf = (event: CloudEvent): number => (rounds.get(event) ?? 0) * policy.immediateTries + 1;
    let common: Outcome | undefined;
    if (events.length > 1 && failuresInARow < throttleAfter) {
      common = await whenStored(() => inbox.once(events, handle, triesOf), signal).then(
        (handled) => (handled ? done : release),
        () => undefined,
      );
      if (common === done) failuresInARow = 0;
    }
    const outcomes: Outcome[] = [];
    for (const item of items) outcomes.push(item.outcome ?? common ?? (await processItem(item, signal)));
    return outcomes;
  };

  return async (messages, signal) => {
    if (!messages.some(({ redelivered }) => redelivered)) return processBatch(messages, signal);
    const outcomes: Outcome[] = [];
    for (const message of messages)
      outcomes.push(message.redelivered ? await processSuspect(message, signal) : await processItem(read(message), signal));
    return outcomes;
  };
};

type Item = { readonly message: Message } & (
  { readonly event: CloudEvent; readonly outcome?: never } | { readonly event?: never; readonly outcome: Outcome }
);

// One more may have gone before: nobody counts while there is no suspicion.
const crashesBeforeParking = 4;
const crashed: Failure = {
  reason: 'crashed',
  error: `the process has ended ${crashesBeforeParking} times or more with this message in hand`,
  stack: '',
  tries: crashesBeforeParking,
};

/** Runs until the store answers: an outage says nothing about the messages. False when aborted first. */
const whenStored = async (work: () => Promise<void>, signal: AbortSignal): Promise<boolean> => {
  for (let pause = pauses.first; !signal.aborted; pause = Math.min(pause * 2, pauses.longest)) {
    try {
      await work();
      return true;
    } catch (error) {
      if (!isOutage(error)) throw error;
      await pausedFor(pause, signal);
    }
  }
  return false;
};

const isOutage = (error: unknown): boolean => error instanceof DomainError && error.code === 'store_unavailable';

const unlessOutage = (error: unknown): void => {
  if (!isOutage(error)) throw error;
};

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
