import { expect } from 'chai';
import { DomainError, type ErrorKind } from '@ordermill/kernel';
import { repeatableId } from '../../src/http/idempotency.js';
import { type Routes, serve } from '../support/serve.js';

/** Counts what is carried out, and fails when it is told to. */
const counting = () => {
  const calls: unknown[] = [];
  const routes: Routes = (router) => {
    router.post('/things', (ctx) => {
      calls.push(ctx.request.body);
      ctx.status = 201;
      ctx.set({ Location: `/things/${calls.length}`, ETag: `"${calls.length}"` });
      ctx.body = { number: calls.length, id: repeatableId(ctx) };
    });
    router.post('/others', (ctx) => {
      throw new DomainError('invalid', 'refused', repeatableId(ctx));
    });
    router.post('/refusals/:kind', (ctx) => {
      calls.push(ctx.params['kind']);
      throw new DomainError(ctx.params['kind'] as ErrorKind, 'refused', `call ${calls.length}`);
    });
    router.get('/things', (ctx) => (ctx.body = { calls: calls.length }));
  };
  return { calls, routes };
};

const start = async () => {
  const { calls, routes } = counting();
  const { call } = await serve(routes);
  const post = (path: string, body: string, headers: Record<string, string>) =>
    call(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
  return { calls, call, post };
};

/** All of an answer that matters. */
const seen = async (answer: Response) => ({
  status: answer.status,
  type: answer.headers.get('content-type'),
  location: answer.headers.get('location'),
  etag: answer.headers.get('etag'),
  body: await answer.text(),
});

describe('Idempotency-Key', () => {
  it('has a request carried out once, and answered the same to the byte', async () => {
    const { calls, post } = await start();
    const first = await post('/things', '{"a":1,"b":[1]}', { 'Idempotency-Key': 'k' });
    expect(first.headers.get('idempotent-replayed')).to.equal(null);
    const again = await post('/things', '{ "b": [1], "a": 1 }', { 'Idempotency-Key': 'k' });
    expect(again.headers.get('idempotent-replayed')).to.equal('true');
    expect(await seen(again)).to.deep.equal(await seen(first));
    expect(first).to.have.property('status', 201);
    expect(calls).to.have.length(1);
  });

  it('answers as it does without one', async () => {
    const without = await start();
    const withKey = await start();
    const plain = await seen(await without.post('/things', '{}', {}));
    const kept = await seen(await withKey.post('/things', '{}', { 'Idempotency-Key': 'k' }));
    const { id: _drawn, ...rest } = JSON.parse(plain.body) as Record<string, unknown>;
    expect({ ...kept, body: JSON.parse(kept.body) as unknown }).to.deep.include({
      status: plain.status,
      type: plain.type,
      location: plain.location,
      etag: plain.etag,
    });
    expect(JSON.parse(kept.body)).to.deep.include(rest);
  });

  for (const [what, path, body] of [
    ['another body', '/things', '{"a":2}'],
    ['a body in another order', '/things', '{"a":[2,1]}'],
    ['another path', '/refusals/conflict', '{"a":[1,2]}'],
    ['another query', '/things?dry', '{"a":[1,2]}'],
  ] as const)
    it(`answers 422 where it comes with ${what}`, async () => {
      const { calls, post } = await start();
      await post('/things', '{"a":[1,2]}', { 'Idempotency-Key': 'k' });
      const other = await post(path, body, { 'Idempotency-Key': 'k' });
      expect(other.status).to.equal(422);
      expect(await other.json()).to.include({ code: 'idempotency_key_reused' });
      expect(calls).to.have.length(1);
    });

  it('is each user’s own, and each key’s', async () => {
    const { calls, post } = await start();
    await post('/things', '{}', { 'Idempotency-Key': 'k' });
    await post('/things', '{}', { 'Idempotency-Key': 'k', Authorization: 'Bearer admin-secret' });
    await post('/things', '{}', { 'Idempotency-Key': 'l' });
    await post('/things', '{}', {});
    await post('/things', '{}', {});
    expect(calls).to.have.length(5);
  });

  for (const kind of ['payment-required', 'conflict', 'unprocessable'] as const)
    it(`keeps the refusal of what is ${kind}`, async () => {
      const { calls, post } = await start();
      const send = () => post(`/refusals/${kind}`, '{}', { 'Idempotency-Key': 'k' });
      const first = await seen(await send());
      expect(first.type).to.match(/^application\/problem\+json/);
      expect(await seen(await send())).to.deep.equal(first);
      expect(calls).to.have.length(1);
    });

  for (const kind of ['invalid', 'not-found', 'forbidden', 'unavailable'] as const)
    it(`tries again what was ${kind}`, async () => {
      const { calls, post } = await start();
      for (let times = 0; times < 2; times += 1) await post(`/refusals/${kind}`, '{}', { 'Idempotency-Key': 'k' });
      expect(calls).to.have.length(2);
    });

  it('must have 1 to 255 characters', async () => {
    const { calls, post } = await start();
    expect((await post('/things', '{}', { 'Idempotency-Key': 'x'.repeat(255) })).status).to.equal(201);
    for (const key of ['', 'x'.repeat(256)]) {
      const answer = await post('/things', '{}', { 'Idempotency-Key': key });
      expect(answer.status).to.equal(400);
      expect(await answer.json()).to.have.nested.property('errors.0.path', 'Idempotency-Key');
    }
    expect(calls).to.have.length(1);
  });

  it('leaves other methods, and what has no route, alone', async () => {
    const { call, post } = await start();
    const headers = { 'Idempotency-Key': 'k' };
    for (const calls of [0, 1]) {
      expect(await (await call('/things', { headers })).json()).to.deep.equal({ calls });
      await post('/things', '{}', {});
    }
    expect((await post('/nowhere', '{}', headers)).status).to.equal(404);
  });

  it('names what is done under it: the same each time, another for every key', async () => {
    const { post } = await start();
    const idUnder = async (headers: Record<string, string>, path = '/things'): Promise<unknown> =>
      ((await (await post(path, '{}', headers)).json()) as { id: unknown }).id;
    const own = await idUnder({ 'Idempotency-Key': 'k' });
    expect(own).to.match(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    const elsewhere = (await (await post('/others', '{}', { 'Idempotency-Key': 'm' })).json()) as { detail: string };
    const others = [await idUnder({ 'Idempotency-Key': 'm' }), await idUnder({}), await idUnder({})];
    expect(new Set([own, elsewhere.detail, ...others]).size).to.equal(5);
  });
});
