import { InvalidArgumentError } from 'commander';
import type { AddCommand } from '../add-command.js';
import { connectionFlags, wholeNumber } from '../dead-letters/flags.js';
import { list, type ListFlags } from '../events/list.js';
import { replay, type ReplayFlags } from '../events/replay.js';
import { opsClient } from '../ops-client.js';

const position = (value: string): number => {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('It must be a position: a whole number, 0 or more.');
  return Number(value);
};

const alsoThis = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const addEvents: AddCommand = (program, terminal) => {
  const events = program.command('events').description('The archive of everything that happened.');
  const root = '/api/events';

  connectionFlags(events.command('list'))
    .description('Lists events, the oldest first.')
    .option('--subject <subject>', 'about this order')
    .option('--type <type>', 'of this type, such as order.created')
    .option('--after <position>', 'those after this position', position)
    .option('--limit <n>', 'at most so many', wholeNumber, 50)
    .option('--follow', 'wait for more until interrupted')
    .action((flags: ListFlags) => list(opsClient({ ...flags, root }, terminal), flags, terminal));

  connectionFlags(events.command('replay'))
    .argument('<service>', 'who is to receive them')
    .summary('Sends events of the archive to one service once more.')
    .description(
      'Sends events of the archive to one service once more; what it has handled before it recognises. ' +
        'Ctrl-C ends the watching alone: the replay goes on, and cancel-replay stops it.',
    )
    .option('--type <type>', 'of this type, which the service handles; may be repeated (default: all of them)', alsoThis)
    .option('--subject <subject>', 'about this order')
    .option('--from <position>', 'from this position on', position)
    .option('--to <position>', 'up to this position (default: the newest)', position)
    .option('--follow', 'watch it until it is over')
    .action((service: string, flags: ReplayFlags) => replay(opsClient({ ...flags, root }, terminal), service, flags, terminal));

  connectionFlags(events.command('cancel-replay'))
    .argument('<id>', 'as the start of the replay told it')
    .description('Stops a replay. What was sent stays sent.')
    .action(async (id: string, flags: ReplayFlags) => {
      await opsClient({ ...flags, root }, terminal).delete(`/replays/${encodeURIComponent(id)}`);
      terminal.stderr.write(`cancelled ${id}\n`);
    });
};
