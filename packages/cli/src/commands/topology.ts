import { planTopology } from '@ordermill/eventing';
import { CommanderError, InvalidArgumentError, Option } from 'commander';
import { brokerUrls } from '../broker-urls.js';
import type { AddCommand } from '../add-command.js';
import { apply, type ApplyFlags } from '../topology/apply.js';
import { explainTopologyFailure } from '../topology/failure.js';
import { planReport } from '../topology/plan-report.js';
import { wantedTopology } from '../topology/wanted.js';

const changesCode = 2;

const namespace = () => new Option('--namespace <name>', 'prefix of every exchange and queue').default('ordermill');

const seconds = (value: string): number => {
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError('It must be whole seconds.');
  return Number(value);
};

export const addTopology: AddCommand = (program, terminal) => {
  const topology = program
    .command('topology')
    .description('Compares exchange and queues at AMQP_URL with what the code needs, and changes them.');

  topology
    .command('plan')
    .summary('Shows what apply would do, and changes nothing.')
    .description(
      'Shows what apply would do, and changes nothing. Exits with 0 when there is nothing to do, with 2 when there is.',
    )
    .addOption(namespace())
    .action(async (flags: Pick<ApplyFlags, 'namespace'>) => {
      const items = await planTopology(brokerUrls(terminal.env), wantedTopology(flags.namespace)).catch(explainTopologyFailure);
      terminal.stdout.write(planReport(items));
      if (items.some(({ state }) => state !== 'ok'))
        throw new CommanderError(changesCode, 'ordermill.changes', 'there is something to do');
    });

  topology
    .command('apply')
    .summary('Makes what is missing, and makes anew, with its messages, what differs.')
    .description(
      'Makes what is missing. A queue that differs is made anew: its messages wait in QUEUE.swap meanwhile, where new ones go as well. ' +
        'Stop the services of those queues first. It can be interrupted at any moment and run again.',
    )
    .addOption(namespace())
    .option('--yes', 'do not ask')
    .addOption(
      new Option(
        '--watch-seconds <n>',
        'how long a classic queue is watched for messages that a service, now stopped, had in hand',
      )
        .default(15)
        .argParser(seconds),
    )
    .action((flags: ApplyFlags) => apply(flags, terminal));
};
