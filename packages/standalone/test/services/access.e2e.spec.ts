import type { Operation, OrderResponse, Page, VoucherResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { everyOperation, requestsOf, scopes, servicesOf } from '../support/access.js';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { type Client, clientOf, eventually } from '../support/client.js';
import { type DistributedMill, startMill, tokens } from '../support/distributed-mill.js';
import { listenAt } from '../support/live-updates.js';

const stranger = 'thisisanotherstoken';

interface Belongings {
  readonly open: OrderResponse;
  readonly delivered: OrderResponse;
  readonly voucher: VoucherResponse;
}

const ofAccess = (access: Operation['access']) => everyOperation.filter(([, operation]) => operation.access === access);

describe('Access', function () {
  this.timeout(120_000);
  let mill: DistributedMill;
  let eve: Client;
  let belongings: Belongings;

  before(async function () {
    skipWithoutBroker(this);
    const users = `${tokens.user}=demo,${stranger}=eve,${tokens.admin}=admin:admin`;
    mill = await startMill({ env: { AUTH_STATIC_TOKENS: users } });
    eve = clientOf(mill.url, stranger);
    const open = await mill.client.place({ amount: '30.00', paymentMode: 'manual' });
    const { id } = await mill.client.place({ amount: '207.00', description: 'test' });
    const delivered = await mill.client.reaching(id);
    const [voucher] = await eventually(
      () => mill.client.vouchersOf(id),
      ({ length }) => length > 0,
    );
    if (!voucher) throw new Error('no voucher was earned');
    await eventually(
      () => mill.client.call(`/api/payments/${open.id}`),
      ({ ok }) => ok,
    );
    belongings = { open, delivered, voucher };
  });
  after(cleanUp);

  /** Where an operation is answered: by the gateway, and by the services behind it. */
  const homesOf = (operation: Operation): readonly string[] => [
    mill.url,
    ...servicesOf(operation).map((service) => mill.urls[service]),
  ];

  /** All that the owner can see. */
  const seenByOwner = async (): Promise<readonly string[]> => {
    const { open, delivered, voucher } = belongings;
    const ofOrder = ({ id }: OrderResponse) => [`/api/orders/${id}`, `/api/orders/${id}/history`, `/api/payments/${id}`];
    const paths = [...ofOrder(open), ...ofOrder(delivered), `/api/vouchers/${voucher.code}`];
    return Promise.all(paths.map(async (path) => (await mill.client.call(path)).text()));
  };

  it('is said of every operation', () => {
    expect(Object.keys(scopes)).to.have.members(ofAccess('user').map(([id]) => id));
    const withoutParams = ofAccess('user').filter(([, { params }]) => params === undefined);
    expect(withoutParams.map(([id]) => id)).to.have.members(Object.keys(scopes).filter((id) => scopes[id]?.of !== 'one thing'));
  });

  for (const [id, operation] of [...ofAccess('user'), ...ofAccess('admin')])
    it(`to ${id} needs a token, at the gateway and behind it`, async () => {
      for (const home of homesOf(operation))
        for (const { path, options } of requestsOf(operation)) {
          const refused = await fetch(home + path, options);
          expect(`${refused.status} ${refused.headers.get('WWW-Authenticate')}`, home + path).to.equal('401 Bearer');
          const headers = { ...options.headers, Authorization: 'Bearer forged' };
          const forged = await fetch(home + path, { ...options, headers });
          expect(forged.status).to.equal(401);
          expect(forged.headers.get('WWW-Authenticate'), home + path).to.equal('Bearer error="invalid_token"');
          expect(await forged.json()).to.include({ code: 'unauthenticated' });
        }
    });

  for (const [id, operation] of ofAccess('admin'))
    it(`to ${id} is for admins alone, at the gateway and behind it`, async () => {
      const { open, delivered } = belongings;
      const before = await seenByOwner();
      for (const home of homesOf(operation))
        for (const order of [open, delivered])
          for (const { path, options } of requestsOf(operation, idsOf(operation, order))) {
            const answer = await clientOf(home, tokens.user).call(path, options);
            expect(`${answer.status} ${(await problemOf(answer)).code}`, home + path).to.equal('403 forbidden');
          }
      expect(await seenByOwner()).to.deep.equal(before);
    });

  for (const [id, operation] of ofAccess('anyone'))
    it(`to ${id} is for everybody`, async () => {
      for (const { path, options } of requestsOf(operation)) {
        const answer = await fetch(mill.url + path, { ...options, redirect: 'manual' });
        expect(answer.status, path).to.not.equal(401);
        expect(answer.headers.has('WWW-Authenticate'), path).to.equal(false);
      }
    });

  for (const [id, operation] of ofAccess('user')) {
    const scope = scopes[id];
    if (scope?.of !== 'one thing') continue;

    it(`to ${id} of somebody else is to what is not there, for admins too, and changes nothing`, async () => {
      const { open, delivered, voucher } = belongings;
      const before = await seenByOwner();
      const [strange] = requestsOf(operation, unknownIds);
      if (!strange) throw new Error(`${id} has no example`);
      for (const token of [stranger, tokens.admin])
        for (const home of homesOf(operation)) {
          const client = clientOf(home, token);
          const unknown = await problemOf(await client.call(strange.path, strange.options));
          for (const order of [open, delivered])
            for (const { path, options } of requestsOf(operation, { id: order.id, orderId: order.id, code: voucher.code })) {
              const answer = await client.call(path, options);
              const problem = await problemOf(answer);
              expect(`${answer.status} ${problem.code}`, home + path).to.equal(`404 ${scope.code}`);
              expect({ ...problem, detail: '' }).to.deep.equal({ ...unknown, detail: '' });
            }
        }
      expect(await seenByOwner()).to.deep.equal(before);
    });
  }

  for (const [id, operation] of ofAccess('user')) {
    if (scopes[id]?.of !== 'a list') continue;

    it(`to ${id} shows nothing of somebody else`, async () => {
      for (const token of [stranger, tokens.admin])
        for (const { path } of [...requestsOf(operation), { path: `${operation.path}?limit=100` }]) {
          const { data } = (await (await clientOf(mill.url, token).call(path)).json()) as Page<unknown>;
          expect(data, path).to.deep.equal([]);
        }
    });
  }

  it('comes from a token alone, whatever else a request says of who and what it is', async () => {
    const { open } = belongings;
    const before = await seenByOwner();
    for (const home of [mill.url, mill.urls.order]) {
      const ask = (path: string, headers: object, method = 'GET') =>
        fetch(home + path, { method, headers: { ...forged, ...headers } });
      expect((await ask('/api/orders', {})).status).to.equal(401);
      expect((await ask(`/api/orders/${open.id}`, { Authorization: `Bearer ${stranger}` })).status).to.equal(404);
      expect((await ask(`/api/orders/${open.id}/send`, { Authorization: `Bearer ${tokens.user}` }, 'POST')).status).to.equal(403);
      expect((await ask(`/api/orders/${open.id}`, { Authorization: `Bearer ${tokens.user}` })).status).to.equal(200);
    }
    expect(await seenByOwner()).to.deep.equal(before);
  });

  it('is not logged under any id that a client makes up, but under a well-formed one', async () => {
    for (const home of [mill.url, mill.urls.order]) {
      const idOf = async (id: string) =>
        (await fetch(`${home}/api/orders`, { headers: { 'X-Request-Id': id } })).headers.get('X-Request-Id');
      expect(await idOf('order-7/retry:2')).to.equal('order-7/retry:2');
      for (const odd of ['x'.repeat(129), 'x'.repeat(8_000), 'a b', '"}', 'ä', '<script>'])
        expect(await idOf(odd), odd).to.match(/^[\da-f-]{36}$/);
    }
  });

  it('to somebody else’s voucher is no discount', async () => {
    const { voucher } = belongings;
    const { id } = await eve.place({ amount: '20.00', description: 'test', voucherCode: voucher.code });
    expect(await eve.reaching(id)).to.include({ status: 'cancelled', cancelReason: 'voucher_rejected', discount: '0.00' });
    const answer = await mill.client.call(`/api/vouchers/${voucher.code}`);
    expect(await answer.json()).to.deep.equal(voucher);
  });

  it('to a stream is to what happens to one’s own orders, from the beginning of the log on', async () => {
    const own = await eve.place({ amount: '20.00', paymentMode: 'manual' });
    const { updates } = await listenAt(mill.url, stranger, '0-0');
    await mill.client.place({ amount: '21.00', paymentMode: 'manual' });
    const last = await eve.place({ amount: '22.00', paymentMode: 'manual' });
    await eventually(
      () => Promise.resolve(updates),
      (seen) => seen.some(({ orderId }) => orderId === last.id),
    );
    const { data } = (await (await eve.call('/api/orders?limit=100')).json()) as Page<OrderResponse>;
    const ids = new Set(data.map(({ id }) => id));
    expect(updates.map(({ orderId }) => orderId)).to.include(own.id);
    expect(updates.filter(({ orderId }) => !ids.has(orderId))).to.deep.equal([]);
  });
});

const forged = {
  'X-User': 'demo',
  'X-User-Id': 'demo',
  'X-Roles': 'admin',
  'X-Forwarded-User': 'admin',
  'X-Forwarded-For': '127.0.0.1',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'https',
  'X-Original-URL': '/health/live',
  'X-Rewrite-URL': '/health/live',
  'X-HTTP-Method-Override': 'DELETE',
  'X-Ordermill-User': 'admin',
  Forwarded: 'for=127.0.0.1',
  Cookie: `ordermill=${'A'.repeat(43)}`,
  traceparent: 'garbage',
  tracestate: 'x'.repeat(600),
};

const unknown = '00000000-0000-7000-8000-000000000000';
const unknownIds = { id: unknown, orderId: unknown, code: '2222-2222-2222' };

/** Dead letters, replays and projections belong to nobody: they keep the names of their examples. */
const idsOf = ({ tag }: Operation, { id }: OrderResponse): Readonly<Record<string, string>> =>
  tag === 'Orders' || tag === 'Payments' ? { id, orderId: id } : {};

const problemOf = async (answer: Response) =>
  (await answer.json()) as { readonly code: string; readonly detail: string; readonly status: number };
