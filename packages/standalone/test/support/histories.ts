import { expect } from 'chai';
import pg from 'pg';
import { type Client, eventually } from './client.js';

const services = ['order', 'payment', 'voucher'] as const;

/** Types of events by service, in the order of their versions. */
export type History = Readonly<Record<(typeof services)[number], readonly string[]>>;

interface Row {
  readonly subject: string;
  /** Whether the service has stated them, or recorded what others have. */
  readonly own: boolean;
  readonly types: string[];
  readonly versions: number[];
}

/** Does something with a connection of its own. */
const withConnection = async <T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Does something with a connection to the database of a service. */
export const withDatabase = <T>(serverUrl: string, service: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const url = new URL(serverUrl);
  url.pathname = `/ordermill_${service}`;
  return withConnection(url.href, work);
};

const streamsOf = (serverUrl: string, service: string): Promise<readonly Row[]> =>
  withDatabase(serverUrl, service, async (client) => {
    const { rows } = await client.query<Row>(
      `select subject, metadata ->> 'source' = $1 as own,
              array_agg(type order by version) as types, array_agg(version order by version) as versions
       from eventing.event_log group by 1, 2`,
      [`/${service}`],
    );
    return rows;
  });

/** What every service has stated about every order; fails where versions have a gap. */
export const readHistories = async (serverUrl: string): Promise<ReadonlyMap<string, History>> => {
  const histories = new Map<string, Record<string, readonly string[]>>();
  for (const service of services) {
    for (const { subject, own, types, versions } of await streamsOf(serverUrl, service)) {
      expect(versions, `${service} ${subject}`).to.deep.equal(types.map((_type, index) => index + 1));
      if (own) histories.set(subject, { ...histories.get(subject), [service]: types });
    }
  }
  return new Map([...histories].map(([id, history]) => [id, { order: [], payment: [], voucher: [], ...history }]));
};

/** Of an order that went through and earned a voucher. */
export const deliveredWithVoucher: History = {
  order: ['order.created', 'order.confirmed', 'order.sent', 'order.delivered'],
  payment: ['payment.requested', 'payment.confirmed'],
  voucher: ['voucher.issued'],
};

export const declined: History = {
  order: ['order.created', 'order.cancelled'],
  payment: ['payment.requested', 'payment.declined'],
  voucher: ['voucher.withheld'],
};

/** Waits until orders are delivered and have earned their vouchers, and expects every step of them to have happened once. */
export const expectDelivered = async (
  { client, databaseUrl }: { readonly client: Client; readonly databaseUrl: string },
  ids: readonly string[],
  history = deliveredWithVoucher,
): Promise<void> => {
  for (const id of ids) expect(await client.reaching(id)).to.include({ status: 'delivered' });
  const histories = await eventually(
    () => readHistories(databaseUrl),
    (found) => ids.every((id) => services.every((service) => (found.get(id)?.[service].length ?? 0) >= history[service].length)),
  );
  for (const id of ids) expect(histories.get(id), id).to.deep.equal(history);
};
