import type { ArchivedEvent } from '@ordermill/contracts';
import { Arrivals } from '@ordermill/eventing/testing';
import type { ClaimedReplay } from '../../src/application/ports.js';
import { RunReplay } from '../../src/application/run-replay.js';
import type { Replay } from '../../src/domain/replay.js';
import { anEvent } from './archives.js';

export const aReplay = (but: Partial<Replay> = {}): Replay => ({
  id: '01a1fcaa-8b52-7417-a60b-000000000001',
  service: 'voucher',
  types: ['order.confirmed'],
  subject: null,
  from: 0,
  to: 1_000,
  status: 'waiting',
  sent: 0,
  total: 1_000,
  error: null,
  actor: 'admin',
  createdAt: '2026-11-21T10:00:00.000Z',
  finishedAt: null,
  ...but,
});

export const inHand = (but: Partial<ClaimedReplay> = {}): ClaimedReplay => ({
  replay: aReplay(),
  claim: 'mine',
  position: 0,
  again: false,
  ...but,
});

interface Sent {
  readonly service: string;
  readonly position: number;
  readonly again: boolean;
}

interface Fakes {
  /** Answers of `room`, the last of them for good. */
  readonly rooms?: readonly number[];
  /** When the event at a position is safe in the queue, at once by default. */
  readonly safe?: (position: number) => Promise<void>;
  /** Whether the replay is still in hand after so many notes. */
  readonly isInHand?: (notes: number) => boolean;
}

/** The use case on an archive of a thousand events, at the positions 1 to 1000, with everything that it does written down. */
export const replayingThousand = ({ rooms = [300], safe = () => Promise.resolve(), isInHand = () => true }: Fakes = {}) => {
  const archive = Array.from({ length: 1_000 }, (_, index): ArchivedEvent => ({ ...anEvent(`e${index}`), position: index + 1 }));
  const sent = new Arrivals<Sent>();
  const notes: { readonly position: number; readonly sent: number }[] = [];
  const ends: string[] = [];
  let asked = 0;
  const run = new RunReplay(
    { next: (_range, after, limit) => Promise.resolve(archive.slice(after, after + limit)) },
    {
      advance: (_claimed, position, count) => {
        notes.push({ position, sent: count });
        return Promise.resolve(isInHand(notes.length));
      },
      finish: (_claimed, at) => Promise.resolve(void ends.push(`finished ${at.toISOString()}`)),
      release: () => Promise.resolve(void ends.push('released')),
    },
    {
      room: () => Promise.resolve(rooms[Math.min(asked++, rooms.length - 1)] ?? 0),
      send: (service, { position }, again) => {
        sent.add({ service, position, again });
        return safe(position);
      },
    },
    { now: () => new Date('2026-11-21T10:00:05.000Z') },
  );
  return { run, sent, notes, ends };
};
