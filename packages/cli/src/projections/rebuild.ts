import { projectionList, projectionResponse, type ProjectionResponse } from '@ordermill/contracts';
import { CommandFailure } from '../command-failure.js';
import { printJson } from '../dead-letters/read.js';
import type { OpsClient } from '../ops-client.js';
import { ProgressBar } from '../progress-bar.js';
import type { Terminal } from '../terminal.js';
import { pathOf, type ProjectionFlags } from './act.js';

export interface RebuildFlags extends ProjectionFlags {
  readonly follow?: true;
}

type Rebuild = NonNullable<ProjectionResponse['rebuild']>;

export const rebuild = async (client: OpsClient, name: string, flags: RebuildFlags, terminal: Terminal): Promise<void> => {
  const requested = projectionResponse.parse(await client.post(pathOf(name, flags), {}));
  const ended = flags.follow ? await follow(client, requested, terminal) : requested;
  if (flags.json) printJson(terminal, ended);
  else if (!flags.follow) terminal.stderr.write(`${name} is rebuilt by ${requested.service}; --follow watches it\n`);
};

/** The projection when its rebuild has ended, or when nobody wants to see more of it. Fails when the rebuild does. */
const follow = async (client: OpsClient, requested: ProjectionResponse, terminal: Terminal): Promise<ProjectionResponse> => {
  const { stderr, interrupted } = terminal;
  const bar = new ProgressBar(stderr);
  let current = requested;
  try {
    while (!isOver(current.rebuild, requested.rebuild)) {
      if (current.rebuild) bar.show(progressOf(current.rebuild));
      current = await look(client, requested, bar);
    }
  } catch (error) {
    bar.clear();
    if (!interrupted.aborted) throw error;
    stderr.write(`the rebuild of ${requested.name} goes on; the same command watches it again\n`);
    return current;
  }
  bar.clear();
  report(current, requested, terminal);
  return current;
};

/** A service that was restarted goes on with its rebuild. */
const look = async (client: OpsClient, { service, name }: ProjectionResponse, bar: ProgressBar): Promise<ProjectionResponse> => {
  const onSilence = (): void => bar.show({ label: `no answer from ${service}`, done: 0, total: 1 });
  const { data } = projectionList.parse(await client.watch('/projections', { service }, onSilence));
  const found = data.find((projection) => projection.name === name);
  if (!found) throw new CommandFailure(`${service} has no projection "${name}" any more`);
  return found;
};

const over = new Set(['done', 'failed', 'cancelled']);

const isOver = (current: Rebuild | null, requested: Rebuild | null): boolean =>
  !current || current.id !== requested?.id || over.has(current.status);

const perSecond = ({ eventsPerSecond }: Rebuild): string => `${eventsPerSecond.toLocaleString('en')} events/s`;

const progressOf = (current: Rebuild) => ({
  label: `${current.status}, ${perSecond(current)}`,
  done: current.eventsRead,
  total: current.eventsTotal,
});

const report = ({ name, rebuild: last }: ProjectionResponse, requested: ProjectionResponse, { stderr }: Terminal): void => {
  if (last?.id !== requested.rebuild?.id) throw new CommandFailure(`${name} was asked to be rebuilt anew meanwhile`);
  if (last?.status === 'failed') throw new CommandFailure(`the rebuild of ${name} failed: ${last.error ?? 'unknown'}`);
  if (last?.status === 'cancelled') throw new CommandFailure(`the rebuild of ${name} was cancelled`);
  if (!last) return;
  const [events, streams] = [last.eventsRead.toLocaleString('en'), last.streams.toLocaleString('en')];
  stderr.write(`rebuilt ${name}: ${events} events of ${streams} streams, ${perSecond(last)}\n`);
};
