import { exampleIds, type ReplayResponse, type RequestExample } from '@ordermill/contracts';
import { type Client, eventually } from '../../support/client.js';
import { withDatabase } from '../../support/histories.js';

type Thing = Exclude<keyof typeof exampleIds, `unknown${string}`>;

interface WorldOptions {
  readonly client: Client;
  readonly admin: Client;
  readonly databaseUrl: string;
}

const bodyOf = async <Body>(asked: Promise<Response>): Promise<Body> => (await (await asked).json()) as Body;

/** Makes what the examples of requests speak of. Orders are sent by an operator alone, and delivered at once. */
export const worldOf = ({ client, admin, databaseUrl }: WorldOptions) => {
  const paymentOf = (id: string) =>
    eventually(
      () => client.call(`/api/payments/${id}`),
      ({ ok }) => ok,
    );
  const confirmed = async (): Promise<string> => {
    const { id } = await client.place({ amount: 207, description: 'test' });
    await client.reaching(id, new Set(['confirmed']));
    return id;
  };
  const delivered = async (): Promise<string> => {
    const id = await confirmed();
    await admin.call(`/api/orders/${id}/send`, { method: 'POST' });
    await client.reaching(id);
    return id;
  };
  const inPayments = (text: string) => withDatabase(databaseUrl, 'payment', (database) => database.query(text));

  const make: Readonly<Record<Thing, () => Promise<string>>> = {
    openOrder: async () => {
      const { id } = await client.place({ amount: 207, paymentMode: 'manual' });
      await paymentOf(id);
      return id;
    },
    confirmedOrder: confirmed,
    deliveredOrder: delivered,
    voucherCode: async () => {
      const id = await delivered();
      const [voucher] = await eventually(
        () => client.vouchersOf(id),
        ({ length }) => length > 0,
      );
      return voucher?.code ?? '';
    },
    replay: async () => {
      const body = JSON.stringify({ service: 'voucher', subject: exampleIds.unknownOrder });
      return (await bodyOf<ReplayResponse>(admin.call('/api/events/replays', { method: 'POST', body }))).id;
    },
    deadLetter: async () => {
      const list = () =>
        bodyOf<{ readonly data: readonly { readonly id: string; readonly subject: string }[] }>(
          admin.call('/api/ops/dead-letters?service=payment'),
        );
      await inPayments(`
        create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '22021'; end $$;
        create trigger bug before insert on eventing.event_log for each row execute function refuse()`);
      const order = await client.place({ amount: 50, description: 'test' });
      const { data } = await eventually(list, (page) => page.data.some(({ subject }) => subject === order.id));
      await inPayments('drop function refuse cascade');
      return data.find(({ subject }) => subject === order.id)?.id ?? '';
    },
  };

  /** The example with what is there in the place of what it speaks of, made anew for it alone. */
  return async (example: RequestExample): Promise<RequestExample> => {
    let text = JSON.stringify(example);
    for (const [thing, create] of Object.entries(make)) {
      const id = exampleIds[thing as Thing];
      if (text.includes(id)) text = text.replaceAll(id, await create());
    }
    return JSON.parse(text) as RequestExample;
  };
};
