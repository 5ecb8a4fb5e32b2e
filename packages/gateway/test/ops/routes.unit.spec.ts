import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { serviceNames } from '@ordermill/contracts';
import { createLogger } from '@ordermill/service-kit';
import { expect } from 'chai';
import { createHttpUpstream } from '../../src/http-upstream.js';
import type { Upstream } from '../../src/upstream.js';
import { gatewayOf, unusedUrl } from '../support/servers.js';

interface Letter {
  readonly id: string;
  readonly failedAt: string;
}
interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly body: unknown;
}

const letter = (service: string, minute: number): Letter => ({
  id: `${service}.${minute}`,
  failedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

/** A service with letters, as far as the gateway can tell: pages of two, so many to redrive, and one key that it knows. */
const fake = (name: string, letters: readonly Letter[] = [], matched = 0, projection = `${name} view`) => {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage): Promise<readonly [status: number, body: object]> => {
    const body = request.method === 'POST' ? ((await json(request)) as Readonly<Record<string, unknown>>) : {};
    seen.push({ method: request.method, url: request.url, body });
    if (request.headers.authorization !== 'admin') return [401, { code: 'unauthenticated' }];
    if (request.url?.includes('color') || 'color' in body) return [400, { code: 'invalid_request', service: name }];
    if (request.url?.startsWith('/api/ops/projections') && !request.url.includes('/rebuild'))
      return [200, { data: [{ service: name, name: projection }] }];
    if (request.url?.includes('/rebuild')) return [202, { service: name, name: projection }];
    if (request.url === '/api/ops/relay') return [200, { data: [{ service: name }] }];
    if (request.method === 'GET') return [200, pageAfter(request.url ?? '')];
    const done = body['dryRun'] ? 0 : Math.min(matched, Number(body['limit'] ?? 1000));
    if (body['type'] === 'busy' && name !== 'order') return [409, { code: 'dead_letters_busy', detail: 'somebody else' }];
    return [200, { matched, redriven: done, remaining: matched - done }];
  };
  const pageAfter = (url: string): object => {
    const query = new URL(url, 'http://x').searchParams;
    const [time] = Buffer.from(query.get('cursor') ?? '', 'base64url')
      .toString()
      .split('_');
    const rest = letters.filter(({ failedAt }) => !time || Date.parse(failedAt) < Number(time));
    const data = rest.slice(0, 2);
    return { data, nextCursor: rest.length > 2 ? 'more' : null };
  };
  const upstream: Upstream = {
    listener: (request, response) =>
      void answer(request).then(([status, body]) =>
        response
          .writeHead(status, {
            'content-type': 'application/json',
            ...(request.headers['idempotency-key'] === `known to ${name}` || request.headers['idempotency-key'] === 'known to all'
              ? { 'idempotent-replayed': 'true' }
              : {}),
          })
          .end(JSON.stringify(body)),
      ),
    ready: () => Promise.resolve({ ok: true, checks: {} }),
  };
  return Object.assign(upstream, { seen });
};

describe('/api/ops at the gateway', () => {
  const away = async () => createHttpUpstream({ name: 'payment', urls: [await unusedUrl()], log: createLogger('silent') });
  const start = async (order: Upstream, payment = order, voucher = order, archive: Upstream = fake('event-store')) => {
    const { url } = await gatewayOf(order, payment, voucher, archive);
    return async (method: string, path: string, body?: unknown, authorization = 'admin', key?: string) => {
      const answer = await fetch(`${url}/api/ops${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const replayed = answer.headers.get('idempotent-replayed');
      return { status: answer.status, replayed, body: (await answer.json()) as Readonly<Record<string, unknown>> };
    };
  };

  it('merges the pages of all services, newest first, and goes on where a page ended', async () => {
    const order = fake('order', [letter('order', 9), letter('order', 7), letter('order', 3), letter('order', 1)]);
    const payment = fake('payment', [letter('payment', 6)]);
    const voucher = fake('voucher', [letter('voucher', 8), letter('voucher', 5)]);
    const call = await start(order, payment, voucher);
    const ids: unknown[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
      const { body } = await call('GET', `/dead-letters?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      ids.push(...(body['data'] as readonly Letter[]).map(({ id }) => id));
      cursor = body['nextCursor'] as string | null;
    }
    expect(ids).to.deep.equal(['order.9', 'voucher.8', 'order.7', 'payment.6', 'voucher.5', 'order.3', 'order.1']);
  });

  it('asks the one that is named, and nobody for a name that is none', async () => {
    const [order, payment] = [fake('order'), fake('payment', [letter('payment', 1)])];
    const call = await start(order, payment);
    const { body } = await call('GET', '/dead-letters?service=payment');
    expect(body).to.deep.equal({ data: [letter('payment', 1)], nextCursor: null, unavailable: [] });
    expect(order.seen).to.deep.equal([]);
    expect((await call('GET', '/dead-letters?service=shipping')).status).to.equal(400);
  });

  it('names a service that is away, and fails when all are', async () => {
    const call = await start(fake('order', [letter('order', 1)]), await away(), fake('voucher'));
    const { status, body } = await call('GET', '/dead-letters');
    expect(status).to.equal(200);
    expect(body).to.deep.include({ data: [letter('order', 1)], unavailable: ['payment'] });
    const gone = await away();
    expect((await (await start(gone, gone, gone, gone))('GET', '/dead-letters')).status).to.equal(503);
  });

  it('passes on what a service refuses', async () => {
    const call = await start(fake('order'));
    expect((await call('GET', '/dead-letters', undefined, 'nobody')).status).to.equal(401);
    expect((await call('GET', '/relay?color=red')).body).to.deep.equal({ code: 'invalid_request', service: 'order' });
    expect((await call('POST', '/dead-letters/redrive', '{', 'nobody')).status).to.equal(401);
    expect((await call('POST', '/dead-letters/redrive', '{')).status).to.equal(400);
    expect((await call('POST', '/dead-letters/redrive', { color: 'red' })).status).to.equal(400);
  });

  it('redrives up to the limit over all services, and counts what is left', async () => {
    const [order, payment, voucher] = [fake('order', [], 3), fake('payment', [], 4), fake('voucher', [], 5)];
    const call = await start(order, payment, voucher);
    const { body } = await call('POST', '/dead-letters/redrive', { limit: 5, type: 'x' });
    expect(body).to.deep.equal({ matched: 12, redriven: 5, remaining: 7, unavailable: [], refused: [] });
    const bodies = [order, payment, voucher].map(({ seen }) => seen.at(-1)?.body);
    expect(bodies).to.deep.equal([
      { limit: 5, type: 'x' },
      { limit: 2, type: 'x' },
      { limit: 1, dryRun: true, type: 'x' },
    ]);
  });

  it('redrives where it can, and names the service that is away', async () => {
    const call = await start(fake('order', [], 3), await away(), fake('voucher', [], 1));
    const { body } = await call('POST', '/dead-letters/redrive', {});
    expect(body).to.deep.equal({ matched: 4, redriven: 4, remaining: 0, unavailable: ['payment'], refused: [] });
  });

  it('names a service that would not do it, once another has', async () => {
    const call = await start(fake('order', [], 3), fake('payment'), await away(), fake('event-store'));
    const { status, body } = await call('POST', '/dead-letters/redrive', { type: 'busy' });
    expect([status, body['redriven'], body['unavailable']]).to.deep.equal([200, 3, ['voucher']]);
    expect(body['refused']).to.deep.equal(
      ['payment', 'event-store'].map((service) => ({ service, code: 'dead_letters_busy', detail: 'somebody else' })),
    );
  });

  it('says that an answer is a repetition when all of it is', async () => {
    const call = await start(fake('order', [], 1), fake('payment'), fake('voucher'));
    const replayed = async (key: string) => (await call('POST', '/dead-letters/redrive', {}, 'admin', key)).replayed;
    expect([await replayed('known to all'), await replayed('known to order'), await replayed('new')]).to.deep.equal([
      'true',
      null,
      null,
    ]);
  });

  it('merges the projections of all services, and has the one that has it rebuild it', async () => {
    const [order, payment, voucher] = [fake('order'), fake('payment'), fake('voucher')];
    const call = await start(order, payment, voucher);
    const all = serviceNames.map((service) => ({ service, name: `${service} view` }));
    expect((await call('GET', '/projections')).body).to.deep.equal({ data: all, unavailable: [] });
    const path = '/projections/payment%20view/rebuild';
    expect(await call('POST', path, {})).to.deep.include({ status: 202, body: all[1] });
    expect((await call('DELETE', path)).body).to.deep.equal(all[1]);
    const acts = [order, payment, voucher].map(({ seen }) => seen.filter(({ url }) => url === `/api/ops${path}`));
    expect(acts.map((each) => each.map(({ method }) => method))).to.deep.equal([[], ['POST', 'DELETE'], []]);
  });

  it('rebuilds nothing that nobody has, that two have, or for whom may not ask', async () => {
    const call = await start(fake('order', [], 0, 'shared'), fake('payment', [], 0, 'shared'), fake('voucher'));
    const post = async (path: string, authorization?: string) => {
      const { status, body } = await call('POST', `/projections/${path}`, {}, authorization);
      return [status, body['code'] ?? body['service']];
    };
    expect(await post('lost/rebuild')).to.deep.equal([404, 'projection_not_found']);
    expect(await post('shared/rebuild')).to.deep.equal([400, 'invalid_request']);
    expect(await post('shared/rebuild?service=payment')).to.deep.equal([202, 'payment']);
    expect(await post('shared/rebuild', 'nobody')).to.deep.equal([401, 'unauthenticated']);
    expect((await call('GET', '/projections/shared/rebuild')).status).to.equal(405);
    const half = await start(fake('order'), await away(), fake('voucher'));
    expect((await half('POST', '/projections/payment%20view/rebuild', {})).status).to.equal(503);
    expect((await half('POST', '/projections/order%20view/rebuild', {})).status).to.equal(202);
  });

  it('sends a letter to the service that its id names', async () => {
    const [order, payment] = [fake('order'), fake('payment')];
    const call = await start(order, payment);
    await call('POST', '/dead-letters/payment.1/redrive', {});
    await call('GET', '/dead-letters/nobody.1');
    expect(payment.seen.map(({ url }) => url)).to.deep.equal(['/api/ops/dead-letters/payment.1/redrive']);
    expect(order.seen.map(({ url }) => url)).to.deep.equal(['/api/ops/dead-letters/nobody.1']);
  });
});
