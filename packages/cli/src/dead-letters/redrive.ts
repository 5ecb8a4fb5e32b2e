import { deadLetterPage, redriveManyResponse } from '@ordermill/contracts';
import { CommandFailure } from '../command-failure.js';
import type { OpsClient } from '../ops-client.js';
import type { Terminal } from '../terminal.js';
import { editedEvent } from './edit.js';
import { type ConnectionFlags, filterOf, type FilterFlags, hasFilter } from './flags.js';
import { doMany, type Step } from './many.js';
import { printJson, warnOf } from './read.js';

export interface RedriveFlags extends ConnectionFlags, FilterFlags {
  readonly all?: true;
  readonly limit?: number;
  readonly rate?: number;
  readonly dryRun?: true;
  readonly force?: true;
  readonly edit?: string;
}

export const redrive = async (
  client: OpsClient,
  id: string | undefined,
  flags: RedriveFlags,
  terminal: Terminal,
): Promise<void> => {
  if (id !== undefined) return redriveOne(client, id, flags, terminal);
  if (flags.edit !== undefined) throw new CommandFailure('--edit goes with the id of one dead letter');
  if (!hasFilter(flags) && !flags.all) throw new CommandFailure('say which: an id, a filter, or --all');
  await redriveMany(client, flags, terminal);
};

const redriveOne = async (client: OpsClient, id: string, flags: RedriveFlags, terminal: Terminal): Promise<void> => {
  if (hasFilter(flags) || flags.all || flags.dryRun) throw new CommandFailure('either an id, or a filter');
  const body = flags.edit === undefined ? undefined : await editedEvent(client, id, flags.edit, terminal);
  const outcome = await client.post(`/dead-letters/${encodeURIComponent(id)}/redrive`, { body, force: flags.force });
  if (flags.json) printJson(terminal, outcome);
  else terminal.stderr.write(`redriven ${id}${body ? ', edited' : ''}\n`);
};

// What fails again is a later letter, and not for this run. By the clock of those who wrote the letters: ours may differ.
const endOf = async (client: OpsClient, filter: ReturnType<typeof filterOf>): Promise<string | undefined> => {
  const { data } = deadLetterPage.parse(await client.get('/dead-letters', { ...filter, limit: 1 }));
  return data[0] ? new Date(Date.parse(data[0].failedAt) + 1).toISOString() : filter.failedBefore;
};

const redriveMany = async (client: OpsClient, flags: RedriveFlags, terminal: Terminal): Promise<void> => {
  const { limit = Infinity, rate: ratePerSecond, force } = flags;
  const filter = { ...filterOf(flags), all: flags.all, failedBefore: await endOf(client, filterOf(flags)) };
  const post = async (body: object) =>
    redriveManyResponse.parse(await client.post('/dead-letters/redrive', { ...filter, force, ...body }));
  const { matched, tooOld, unavailable } = await post({ dryRun: true });
  if (tooOld > 0) terminal.stderr.write(`${tooOld} are older than the redrive window and stay; --force takes them too\n`);
  const total = Math.min(matched, limit);
  if (flags.dryRun) {
    warnOf(terminal, unavailable);
    if (flags.json) printJson(terminal, { matched, redriven: 0, remaining: matched, tooOld });
    else terminal.stderr.write(`would redrive ${total} of ${matched}\n`);
    return;
  }
  const step = async (most: number): Promise<Step> => {
    const { redriven: done, ...rest } = await post({ limit: most, ratePerSecond });
    return { ...rest, done };
  };
  const done = await doMany({ verb: 'redriven', total, step }, terminal);
  if (flags.json) printJson(terminal, { matched, redriven: done, remaining: matched - done, tooOld });
};
