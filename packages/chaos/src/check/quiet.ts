import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PrivateRabbitmq } from '../servers/scripts.js';
import { type ServiceName, serviceNames } from '../services.js';

export interface QuietOptions {
  readonly databaseUrl: string;
  readonly broker: Pick<PrivateRabbitmq, 'rabbitmqctl'>;
  readonly longestMs: number;
  readonly signal: AbortSignal;
  /** Told again and again what is still under way; an empty text for nothing. */
  readonly onUnsettled: (what: string) => void;
}

const pollMs = 1_000;
// Whatever is due within this time belongs to the orders; a voucher expires much later.
const soon = '10 minutes';

const inDatabases = `
  select (select count(*)::int from eventing.event_log log, eventing.relay_checkpoint checkpoint
          where (log.transaction_id, log.position) > (checkpoint.transaction_id, checkpoint.position)) as "events not published",
         (select count(*)::int from eventing.timers where due < now() + interval '${soon}') as "timers waiting"`;

const countsIn = async (serverUrl: string, service: ServiceName): Promise<readonly string[]> => {
  const url = new URL(serverUrl);
  url.pathname = `/ordermill_${service}`;
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, number>>(inDatabases);
    return Object.entries(rows[0] ?? {}).flatMap(([what, count]) => (count > 0 ? [`${service}: ${count} ${what}`] : []));
  } finally {
    await client.end();
  }
};

/** Messages that wait or are in somebody's hand; dead letters stay where they are. */
const waitingMessages = async ({ rabbitmqctl }: QuietOptions['broker']): Promise<readonly string[]> => {
  const lines = (await rabbitmqctl('list_queues', 'name', 'messages', '--no-table-headers')).trim().split('\n');
  return lines.flatMap((line) => {
    const [name = '', messages = '0'] = line.split('\t');
    return messages === '0' || name.endsWith('.dlq') ? [] : [`${name}: ${messages} messages`];
  });
};

const unsettled = async (options: QuietOptions): Promise<readonly string[]> => {
  const found = (await Promise.all(serviceNames.map((service) => countsIn(options.databaseUrl, service)))).flat();
  return found.length > 0 ? found : waitingMessages(options.broker);
};

/** Resolves once nothing waits anywhere, twice in a row; rejects when that takes too long, with what does. */
export const becomesQuiet = async (options: QuietOptions): Promise<void> => {
  const deadline = Date.now() + options.longestMs;
  for (let quiet = 0; quiet < 2;) {
    const found = await unsettled(options).catch((error: unknown) => [String(error)]);
    quiet = found.length === 0 ? quiet + 1 : 0;
    options.onUnsettled(found.join(', '));
    if (found.length > 0 && Date.now() > deadline)
      throw new Error(`not quiet ${options.longestMs / 1_000} s after the last order: ${found.join(', ')}`);
    if (quiet < 2) await sleep(pollMs, undefined, { signal: options.signal });
  }
};
