import { deadLetterPage, deadLetterResponse, operationPage } from '@ordermill/contracts';
import type { OpsClient } from '../ops-client.js';
import { formatTable } from '../table.js';
import type { Terminal } from '../terminal.js';
import { type ConnectionFlags, filterOf, type FilterFlags } from './flags.js';

export type ListFlags = ConnectionFlags & FilterFlags & { readonly limit: number };

const longestPage = 100;
const longestError = 80;

const oneLine = (text: string): string => {
  const [line = ''] = text.split('\n');
  return line.length > longestError ? `${line.slice(0, longestError - 1)}…` : line;
};

const seconds = (isoTime: string): string => `${isoTime.slice(0, 19).replace('T', ' ')}Z`;

const print = ({ stdout }: Terminal, lines: readonly string[]): void => void stdout.write(`${lines.join('\n')}\n`);
export const printJson = (terminal: Terminal, value: unknown): void => print(terminal, [JSON.stringify(value, undefined, 2)]);

export const warnOf = ({ stderr }: Terminal, unavailable: readonly string[]): void => {
  if (unavailable.length > 0) stderr.write(`ordermill: no answer from ${unavailable.join(', ')}\n`);
};

interface AnyPage<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
  readonly unavailable: readonly string[];
}

/** Pages until there are enough, and all who did not answer for one of them. */
const collect = async <Item>(limit: number, load: (query: object) => Promise<AnyPage<Item>>): Promise<AnyPage<Item>> => {
  const data: Item[] = [];
  const unavailable = new Set<string>();
  let cursor: string | undefined;
  for (;;) {
    const page = await load({ limit: Math.min(limit - data.length, longestPage), cursor });
    data.push(...page.data);
    for (const service of page.unavailable) unavailable.add(service);
    if (page.nextCursor === null || data.length >= limit) return { ...page, data, unavailable: [...unavailable] };
    cursor = page.nextCursor;
  }
};

export const list = async (client: OpsClient, flags: ListFlags, terminal: Terminal): Promise<void> => {
  const page = await collect(flags.limit, async (query) =>
    deadLetterPage.parse(await client.get('/dead-letters', { ...filterOf(flags), ...query })),
  );
  warnOf(terminal, page.unavailable);
  if (flags.json) return printJson(terminal, page);
  if (page.data.length === 0) return print(terminal, ['no dead letters']);
  const head = ['ID', 'FAILED AT', 'TYPE', 'REASON', 'TRIES', 'ERROR'];
  const rows = page.data.map((letter) => [
    letter.id,
    seconds(letter.failedAt),
    letter.type ?? '-',
    letter.reason,
    String(letter.tries),
    oneLine(letter.error),
  ]);
  print(terminal, formatTable(head, rows, ['TRIES']));
  if (page.nextCursor !== null) terminal.stderr.write(`ordermill: there are more than ${page.data.length}; see --limit\n`);
};

export const show = async (client: OpsClient, id: string, flags: ConnectionFlags, terminal: Terminal): Promise<void> => {
  const letter = deadLetterResponse.parse(await client.get(`/dead-letters/${encodeURIComponent(id)}`));
  if (flags.json) return printJson(terminal, letter);
  const { event, body, bodyEncoding, stack, error, ...rest } = letter;
  const fields = Object.entries(rest).map(([name, value]) => `${`${name}:`.padEnd(15)}${value ?? '-'}`);
  const text = event === null ? `${body}${bodyEncoding === 'base64' ? '  (Base64)' : ''}` : JSON.stringify(event, undefined, 2);
  print(terminal, [...fields, '', stack || error, '', text]);
};

export const log = async (
  client: OpsClient,
  flags: ConnectionFlags & { readonly limit: number; readonly service?: string },
  terminal: Terminal,
): Promise<void> => {
  const page = await collect(flags.limit, async (query) =>
    operationPage.parse(await client.get('/audit', { service: flags.service, ...query })),
  );
  warnOf(terminal, page.unavailable);
  if (flags.json) return printJson(terminal, page);
  if (page.data.length === 0) return print(terminal, ['nothing was done yet']);
  const rows = page.data.map(({ at, actor, action, letterId, eventType, eventId }) => [
    seconds(at),
    actor,
    action,
    letterId,
    eventType ?? '-',
    eventId ?? '-',
  ]);
  print(terminal, formatTable(['AT', 'WHO', 'WHAT', 'LETTER', 'TYPE', 'EVENT'], rows, []));
};
