import type { Problem } from '@ordermill/contracts';
import { expect } from 'chai';
import { cleanUp } from '../support/clean-up.js';
import { type Client, clientOf, eventually } from '../support/client.js';
import { withDatabase } from '../support/histories.js';
import { tokens } from './support/send.js';
import { ownPostgres, startStandalone } from './support/systems.js';

type Item = Readonly<Record<string, unknown>>;

interface AnyPage {
  readonly data: readonly Item[];
  readonly nextCursor?: string | null;
  readonly nextAfter?: number | null;
}

describe('Lists', function () {
  this.timeout(60_000);
  let databaseUrl: string;
  let client: Client;
  let admin: Client;

  before(async () => {
    databaseUrl = await ownPostgres();
    const url = await startStandalone(databaseUrl, { DISPATCH_DELAY_MS: '0' });
    client = clientOf(url);
    admin = clientOf(url, tokens.admin);
  });
  after(cleanUp);

  const place = async (): Promise<void> => {
    const { id } = await client.place({ amount: 207, description: 'test' });
    await eventually(
      () => client.vouchersOf(id),
      ({ length }) => length > 0,
    );
  };
  const placeBroken = async (): Promise<void> => {
    const { id } = await client.place({ amount: 207, description: 'test' });
    await eventually(
      () => pageAt(`/api/ops/dead-letters?subject=${id}`),
      ({ data }) => data.length > 0,
    );
  };
  const several = async (count: number, work: () => Promise<void>): Promise<void> => {
    for (let index = 0; index < count; index += 1) await work();
  };
  const pageAt = async (path: string): Promise<AnyPage> => {
    const { call } = /^\/api\/(?:events|ops)/.test(path) ? admin : client;
    return (await (await call(path)).json()) as AnyPage;
  };
  const nextOf = ({ nextCursor, nextAfter }: AnyPage): string => {
    if (nextAfter !== null && nextAfter !== undefined) return `&after=${nextAfter}`;
    return nextCursor ? `&cursor=${nextCursor}` : '';
  };

  /** Ids of all pages of three, while there is more with every page; and those that were there before. */
  const readWhileItGrows = async (path: string, key: string, grow: () => Promise<void>) => {
    const before = (await pageAt(`${path}?limit=100`)).data.map((item) => item[key]);
    const seen: unknown[] = [];
    let page = await pageAt(`${path}?limit=3`);
    for (let pages = 1; ; pages += 1) {
      seen.push(...page.data.map((item) => item[key]));
      const next = nextOf(page);
      if (next === '' || seen.length > 150) return { before, seen, pages };
      if (pages < 4) await grow();
      page = await pageAt(`${path}?limit=3${next}`);
    }
  };

  for (const [path, key] of [
    ['/api/orders', 'id'],
    ['/api/payments', 'orderId'],
    ['/api/vouchers', 'code'],
  ] as const)
    it(`show at ${path} what was there once, newest first, while more is added`, async () => {
      await several(8, place);
      const { before, seen, pages } = await readWhileItGrows(path, key, place);
      expect(pages).to.be.above(2);
      expect(seen).to.deep.equal(before);
    });

  it('show at /api/events what was there and what is added, oldest first and each once', async () => {
    const { before, seen } = await readWhileItGrows('/api/events', 'position', place);
    expect(seen.slice(0, before.length)).to.deep.equal(before);
    expect(seen)
      .to.deep.equal([...new Set(seen)])
      .and.to.have.length.above(before.length);
    expect(seen).to.deep.equal(seen.toSorted((a, b) => Number(a) - Number(b)));
  });

  it('show at /api/ops/dead-letters what was there once, newest first, while more is added', async () => {
    const inPayments = (text: string) => withDatabase(databaseUrl, 'payment', (database) => database.query(text));
    await inPayments(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '22021'; end $$;
      create trigger bug before insert on eventing.event_log for each row execute function refuse()`);
    await several(7, placeBroken);
    const { before, seen, pages } = await readWhileItGrows('/api/ops/dead-letters', 'id', placeBroken);
    await inPayments('drop function refuse cascade');
    expect([before.length, pages]).to.deep.equal([7, 3]);
    expect(seen).to.deep.equal(before);
  });

  const common = [
    ['limit', '0'],
    ['limit', '101'],
    ['cursor', 'nowhere'],
    ['color', 'red'],
  ] as const;
  const ofUsers = [...common, ['status', 'lost'], ['createdFrom', 'yesterday'], ['createdTo', '2026-13-01']] as const;
  const refused: Readonly<Record<string, readonly (readonly [field: string, value: string])[]>> = {
    '/api/orders': ofUsers,
    '/api/payments': ofUsers,
    '/api/vouchers': ofUsers,
    '/api/events': [
      ['limit', '1001'],
      ['after', '-1'],
      ['timeFrom', 'yesterday'],
      ['timeTo', 'tomorrow'],
      ['color', 'red'],
    ],
    '/api/events/replays': common,
    '/api/ops/dead-letters': [
      ...common,
      ['service', 'shipping'],
      ['reason', 'bad luck'],
      ['failedBefore', 'yesterday'],
      ['failedAfter', '7'],
    ],
    '/api/ops/audit': [...common, ['service', 'shipping']],
    '/api/ops/timers': [...common, ['service', 'shipping']],
  };
  for (const [path, faults] of Object.entries(refused))
    it(`refuse at ${path} what they do not know, and name it`, async () => {
      for (const [field, value] of faults) {
        const query = new URLSearchParams([[field, value]]).toString();
        const answer = await (path.startsWith('/api/events') || path.startsWith('/api/ops') ? admin : client).call(
          `${path}?${query}`,
        );
        const { code, errors } = (await answer.json()) as Problem;
        expect([answer.status, code, errors?.map((error) => error.path)], query).to.deep.equal([400, 'invalid_request', [field]]);
      }
    });
});
