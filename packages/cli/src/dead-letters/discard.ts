import { discardManyResponse } from '@ordermill/contracts';
import { CommandFailure } from '../command-failure.js';
import { confirm } from '../confirm.js';
import type { OpsClient } from '../ops-client.js';
import type { Terminal } from '../terminal.js';
import { type ConnectionFlags, filterOf, type FilterFlags, hasFilter } from './flags.js';
import { doMany, type Step } from './many.js';
import { printJson, warnOf } from './read.js';

export interface DiscardFlags extends ConnectionFlags, FilterFlags {
  readonly limit?: number;
  readonly dryRun?: true;
  readonly yes?: true;
}

export const discard = async (
  client: OpsClient,
  id: string | undefined,
  flags: DiscardFlags,
  terminal: Terminal,
): Promise<void> => {
  if (id !== undefined) return discardOne(client, id, flags, terminal);
  if (!hasFilter(flags)) throw new CommandFailure('say which: an id or a filter');
  const post = async (body: object) =>
    discardManyResponse.parse(await client.post('/dead-letters/discard', { ...filterOf(flags), ...body }));
  const { matched, unavailable } = await post({ dryRun: true });
  const total = Math.min(matched, flags.limit ?? Infinity);
  if (flags.dryRun) {
    warnOf(terminal, unavailable);
    if (flags.json) printJson(terminal, { matched, discarded: 0, remaining: matched });
    else terminal.stderr.write(`would discard ${total} of ${matched}\n`);
    return;
  }
  if (total > 0 && !(await mayDiscard(`Throw away ${total} of ${matched} dead letters for good?`, flags, terminal))) return;
  const step = async (most: number): Promise<Step> => {
    const { discarded: done, ...rest } = await post({ limit: most });
    return { ...rest, done };
  };
  const done = await doMany({ verb: 'discarded', total, step }, terminal);
  if (flags.json) printJson(terminal, { matched, discarded: done, remaining: matched - done });
};

const discardOne = async (client: OpsClient, id: string, flags: DiscardFlags, terminal: Terminal): Promise<void> => {
  if (hasFilter(flags) || flags.dryRun) throw new CommandFailure('either an id, or a filter');
  if (!(await mayDiscard(`Throw ${id} away for good?`, flags, terminal))) return;
  await client.delete(`/dead-letters/${encodeURIComponent(id)}`);
  terminal.stderr.write(`discarded ${id}\n`);
};

const mayDiscard = async (question: string, { yes }: DiscardFlags, terminal: Terminal): Promise<boolean> =>
  yes === true || (await confirm(terminal, question));
