import type { Command } from 'commander';
import type { AddCommand } from '../add-command.js';
import { discard, type DiscardFlags } from '../dead-letters/discard.js';
import { connectionFlags, type ConnectionFlags, filterFlags, positiveNumber, wholeNumber } from '../dead-letters/flags.js';
import { list, type ListFlags, log, show } from '../dead-letters/read.js';
import { redrive, type RedriveFlags } from '../dead-letters/redrive.js';
import { opsClient } from '../ops-client.js';

const limitFlag = (command: Command, what: string, byDefault?: number): Command =>
  command.option('--limit <n>', what, wholeNumber, byDefault);

export const addDeadLetters: AddCommand = (program, terminal) => {
  const deadLetters = program
    .command('dead-letters')
    .description('Messages that were given up: what went wrong with them, and what is to become of them.');

  limitFlag(filterFlags(connectionFlags(deadLetters.command('list'))), 'at most so many', 50)
    .description('Lists dead letters, the newest first.')
    .action((flags: ListFlags) => list(opsClient(flags, terminal), flags, terminal));

  connectionFlags(deadLetters.command('show'))
    .argument('<id>', 'as the list has it')
    .description('Shows one whole: error, stack and event.')
    .action((id: string, flags: ConnectionFlags) => show(opsClient(flags, terminal), id, flags, terminal));

  limitFlag(filterFlags(connectionFlags(deadLetters.command('redrive'))), 'at most so many, longest waiting first')
    .argument('[id]', 'one dead letter')
    .summary('Gives dead letters back to their service.')
    .description(
      'Gives dead letters back to their service, as if they had never failed. What was handled before all the same is recognised. ' +
        'It can be interrupted at any moment; the same command goes on.',
    )
    .option('--all', 'all of them')
    .option('--dry-run', 'only say how many')
    .option('--rate <n>', 'so many a second', positiveNumber)
    .option('--edit <file>', 'send this event instead of that of the one letter; "-" opens EDITOR on it')
    .option('--force', 'those older than the redrive window as well, which may be handled twice')
    .action((id: string | undefined, flags: RedriveFlags) => redrive(opsClient(flags, terminal), id, flags, terminal));

  limitFlag(filterFlags(connectionFlags(deadLetters.command('discard'))), 'at most so many, longest waiting first')
    .argument('[id]', 'one dead letter')
    .description('Throws dead letters away for good.')
    .option('--dry-run', 'only say how many')
    .option('--yes', 'do not ask')
    .action((id: string | undefined, flags: DiscardFlags) => discard(opsClient(flags, terminal), id, flags, terminal));

  limitFlag(connectionFlags(deadLetters.command('log')), 'at most so many', 50)
    .description('Lists who redrove, edited or discarded what, the newest first.')
    .option('--service <name>', 'of this service')
    .action((flags: ConnectionFlags & { readonly limit: number }) => log(opsClient(flags, terminal), flags, terminal));
};
