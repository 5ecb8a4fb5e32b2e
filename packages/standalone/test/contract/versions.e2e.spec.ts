import { operations } from '@ordermill/contracts';
import { expect } from 'chai';
import { cleanUp } from '../support/clean-up.js';
import { clientOf } from '../support/client.js';
import { send, tokens } from './support/send.js';
import { ownPostgres, startStandalone } from './support/systems.js';

describe('The versions of an order', function () {
  this.timeout(60_000);
  let url: string;

  before(async () => {
    url = await startStandalone(await ownPostgres());
  });
  after(cleanUp);

  const place = async (): Promise<string> => (await clientOf(url).place({ amount: 207, paymentMode: 'manual' })).id;
  const ask = async (
    id: string,
    operation: 'getOrder' | 'cancelOrder',
    headers: Readonly<Record<string, string>> = {},
    token: string = tokens.user,
  ) => {
    const known = operations[operation];
    if (!known) throw new RangeError(operation);
    const answer = await send(url, known, { summary: '', params: { id }, headers, leadsTo: 200 }, { token });
    return { ...answer, etag: answer.headers.get('etag') };
  };

  for (const known of ['"1"', 'W/"1"', '"7", "1"', '*'])
    it(`are not sent to who knows ${known}`, async () => {
      const answer = await ask(await place(), 'getOrder', { 'If-None-Match': known });
      expect([answer.status, answer.etag, answer.text]).to.deep.equal([304, '"1"', '']);
    });

  it('are sent to who knows another, and to nobody else than their user', async () => {
    const id = await place();
    for (const known of ['"2"', '"11"', '1', ''])
      expect(await ask(id, 'getOrder', { 'If-None-Match': known }), known).to.include({ status: 200, etag: '"1"' });
    const { headers } = await ask(id, 'getOrder');
    expect(headers.get('cache-control')).to.equal('private, no-cache');
    expect((await ask(id, 'getOrder', { 'If-None-Match': '*' }, tokens.admin)).status).to.equal(404);
  });

  for (const [meant, status] of [
    ['"2"', 412],
    ['W/"1"', 412],
    ['"2", W/"1"', 412],
    ['1', 400],
    ['"1"', 200],
    ['"7", "1"', 200],
    ['*', 200],
  ] as const)
    it(`let who means ${meant} cancel the first with ${status}`, async () => {
      const id = await place();
      const answer = await ask(id, 'cancelOrder', { 'If-Match': meant });
      expect(answer.status).to.equal(status);
      const after = await ask(id, 'getOrder');
      expect(after.etag).to.equal(status === 200 ? '"2"' : '"1"');
      if (status === 200) expect(answer.etag).to.equal('"2"');
      else expect(JSON.parse(after.text)).to.include({ status: 'created' });
    });
});
