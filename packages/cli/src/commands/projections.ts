import type { Command } from 'commander';
import type { AddCommand } from '../add-command.js';
import { connectionFlags } from '../dead-letters/flags.js';
import { opsClient } from '../ops-client.js';
import { cancel, list, type ProjectionFlags } from '../projections/act.js';
import { rebuild, type RebuildFlags } from '../projections/rebuild.js';

const flags = (command: Command): Command => connectionFlags(command).option('--service <name>', 'of this service');

export const addProjections: AddCommand = (program, terminal) => {
  const projections = program.command('projections').description('Views, which can be built again from the log of events.');

  flags(projections.command('list'))
    .description('Lists projections and their last rebuilds.')
    .action((given: ProjectionFlags) => list(opsClient(given, terminal), given, terminal));

  flags(projections.command('rebuild'))
    .argument('<name>', 'as the list has it')
    .summary('Builds a view again from the log, and swaps it in.')
    .description(
      'Builds a view again from the log beside the one that is there, and swaps them when it has caught up; reads and writes go on ' +
        'meanwhile. It is the service that does so: it goes on whatever becomes of this command, and after a restart.',
    )
    .option('--follow', 'wait for its end and show how far it is; Ctrl-C stops watching, not the rebuild')
    .action((name: string, given: RebuildFlags) => rebuild(opsClient(given, terminal), name, given, terminal));

  flags(projections.command('cancel'))
    .argument('<name>', 'as the list has it')
    .description('Gives up a rebuild that is under way; the view stays as it is.')
    .action((name: string, given: ProjectionFlags) => cancel(opsClient(given, terminal), name, given, terminal));
};
