import type { ArchivedEvent, EventEnvelope, EventListQuery, EventPage, Page, ReplayListQuery } from '@ordermill/contracts';
import type { Replay, ReplayRange } from '../domain/replay.js';

/**
 * Every event once, by source and id, at a position that never changes. Positions become visible in their order, whoever writes:
 * what a reader has passed, nothing joins later. There may be gaps.
 */
export abstract class EventArchive {
  /** By position. */
  abstract page(query: EventListQuery): Promise<EventPage>;
  /** Keeps an event and has it published, both or neither; an event whose source and id are known is left as it is kept. */
  abstract append(event: EventEnvelope): Promise<{ readonly event: EventEnvelope; readonly isNew: boolean }>;
  /** The newest position; 0 when there is none. */
  abstract head(): Promise<number>;
  abstract count(range: ReplayRange): Promise<number>;
  /** Those of a range after a position, `limit` at most. */
  abstract next(range: ReplayRange, after: number, limit: number): Promise<readonly ArchivedEvent[]>;
}

/** A replay in the hand of one process, until it is released, or for as long as the process makes progress. */
export interface ClaimedReplay {
  readonly replay: Replay;
  readonly claim: string;
  /** The last that is known to be sent. */
  readonly position: number;
  /** Whether it was in hand before: what follows may have been sent. */
  readonly again: boolean;
}

export abstract class Replays {
  abstract add(replay: Replay): Promise<void>;
  abstract find(id: string): Promise<Replay | undefined>;
  /** Newest first. */
  abstract list(query: ReplayListQuery): Promise<Page<Replay>>;
  /** Stops it where it is not over yet; undefined when there is none. */
  abstract cancel(id: string, at: Date): Promise<Replay | undefined>;
  /** Takes in hand all that nobody has, but for those that this process has. */
  abstract claim(except: readonly string[]): Promise<readonly ClaimedReplay[]>;
  /** Notes what was sent; false when the replay is in this hand no more. */
  abstract advance(claimed: ClaimedReplay, position: number, sent: number): Promise<boolean>;
  abstract finish(claimed: ClaimedReplay, at: Date): Promise<void>;
  /** Lets go of it, for whoever comes next; with an error, after a pause. */
  abstract release(claimed: ClaimedReplay, error?: string): Promise<void>;
}

/** The queue of one service. */
export abstract class Recipients {
  /** How many events may be sent now without keeping others waiting; 0 after a while when there is no room, or when aborted. */
  abstract room(service: string, signal: AbortSignal): Promise<number>;
  /** Resolves when it is safe in the queue; those of one subject arrive in order. */
  abstract send(service: string, event: ArchivedEvent, again: boolean): Promise<void>;
}
