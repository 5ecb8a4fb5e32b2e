import { projectionList, type ProjectionResponse } from '@ordermill/contracts';
import type { ConnectionFlags } from '../dead-letters/flags.js';
import { printJson, warnOf } from '../dead-letters/read.js';
import type { OpsClient } from '../ops-client.js';
import { formatTable } from '../table.js';
import type { Terminal } from '../terminal.js';

export interface ProjectionFlags extends ConnectionFlags {
  readonly service?: string;
}

export const pathOf = (name: string, { service }: ProjectionFlags): string =>
  `/projections/${encodeURIComponent(name)}/rebuild${service === undefined ? '' : `?service=${encodeURIComponent(service)}`}`;

export const list = async (client: OpsClient, flags: ProjectionFlags, terminal: Terminal): Promise<void> => {
  const all = projectionList.parse(await client.get('/projections', { service: flags.service }));
  warnOf(terminal, all.unavailable);
  if (flags.json) return printJson(terminal, all);
  const head = ['NAME', 'SERVICE', 'VIEW', 'LAST REBUILD', 'EVENTS', 'PER SECOND', 'ENDED AT', 'ERROR'];
  const lines = formatTable(head, all.data.map(cellsOf), ['EVENTS', 'PER SECOND']);
  terminal.stdout.write(`${lines.join('\n')}\n`);
};

const cellsOf = ({ name, service, view, rebuild }: ProjectionResponse): readonly string[] => {
  if (!rebuild) return [name, service, view, '-', '', '', '', ''];
  const { status, eventsRead, eventsTotal, eventsPerSecond, finishedAt, error } = rebuild;
  const events = `${eventsRead.toLocaleString('en')}/${eventsTotal.toLocaleString('en')}`;
  const ended = finishedAt === null ? '' : `${finishedAt.slice(0, 19).replace('T', ' ')}Z`;
  return [name, service, view, status, events, eventsPerSecond.toLocaleString('en'), ended, error ?? ''];
};

export const cancel = async (client: OpsClient, name: string, flags: ProjectionFlags, { stderr }: Terminal): Promise<void> => {
  await client.delete(pathOf(name, flags));
  stderr.write(`the rebuild of ${name} is given up\n`);
};
