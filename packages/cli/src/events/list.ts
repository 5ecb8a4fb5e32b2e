import { setTimeout as sleep } from 'node:timers/promises';
import { type ArchivedEvent, eventPage } from '@ordermill/contracts';
import type { ConnectionFlags } from '../dead-letters/flags.js';
import type { OpsClient } from '../ops-client.js';
import { formatTable } from '../table.js';
import type { Terminal } from '../terminal.js';

export interface ListFlags extends ConnectionFlags {
  readonly subject?: string;
  readonly type?: string;
  readonly after?: number;
  readonly limit: number;
  readonly follow?: true;
}

const longestPage = 1_000;
const pollMs = 500;

const head = ['POSITION', 'TIME', 'TYPE', 'SUBJECT', 'SOURCE', 'ID'];
const rowOf = ({ position, time, type, subject, source, id }: ArchivedEvent): readonly string[] => [
  String(position),
  time,
  type,
  subject,
  source,
  id,
];

/** Lists page by page, then, when it is to follow, goes on after the last position. */
export const list = async (client: OpsClient, flags: ListFlags, { stdout, stderr, interrupted }: Terminal): Promise<void> => {
  const { subject, type, json, follow } = flags;
  let after = flags.after ?? 0;
  let left = follow ? Infinity : flags.limit;
  let hasHead = json === true;
  for (;;) {
    const query = { subject, type, after, limit: Math.min(left, longestPage) };
    const { data, nextAfter } = eventPage.parse(await client.get('', query));
    after = data.at(-1)?.position ?? after;
    left -= data.length;
    const lines = json ? data.map((event) => JSON.stringify(event)) : formatTable(head, data.map(rowOf), ['POSITION']);
    const shown = hasHead && !json ? lines.slice(1) : lines;
    if (data.length > 0) {
      stdout.write(`${shown.join('\n')}\n`);
      hasHead = true;
    }
    if (!follow && (nextAfter === null || left <= 0)) {
      if (!hasHead) stdout.write('no events\n');
      if (nextAfter !== null) stderr.write(`ordermill: there are more; --after ${nextAfter} goes on\n`);
      return;
    }
    if (follow && nextAfter === null) await sleep(pollMs, undefined, { signal: interrupted });
  }
};
