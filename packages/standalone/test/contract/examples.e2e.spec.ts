import { randomUUID } from 'node:crypto';
import { type Operation, operations, problems, type RequestExample } from '@ordermill/contracts';
import { expect } from 'chai';
import { cleanUp } from '../support/clean-up.js';
import { clientOf, eventually } from '../support/client.js';
import { expectDocumented, type SeenAnswer } from './support/expect-documented.js';
import { send, tokens } from './support/send.js';
import { ServedDocument } from './support/served-document.js';
import { otherSettings, ownPostgres, startStandalone } from './support/systems.js';
import { worldOf } from './support/world.js';

const statusOf = ({ leadsTo }: RequestExample): number => (typeof leadsTo === 'number' ? leadsTo : problems[leadsTo].status);

const isElsewhere = ({ onlyWith }: Operation): boolean => onlyWith !== undefined && onlyWith !== 'AUTH_MODE=static';

describe('The documented API', function () {
  this.timeout(60_000);
  const urls = { here: '', elsewhere: '', limited: '' };
  let document: ServedDocument;
  let ready: ReturnType<typeof worldOf>;

  before(async () => {
    const databaseUrl = await ownPostgres();
    urls.here = await startStandalone(databaseUrl, { RATE_LIMIT_PER_MINUTE: '100000' });
    urls.elsewhere = await startStandalone(databaseUrl, await otherSettings());
    urls.limited = await startStandalone(databaseUrl, { RATE_LIMIT_PER_MINUTE: '1' });
    document = await ServedDocument.at(urls.here);
    ready = worldOf({ client: clientOf(urls.here), admin: clientOf(urls.here, tokens.admin), databaseUrl });
  });
  after(cleanUp);

  const urlOf = (operation: Operation): string => (isElsewhere(operation) ? urls.elsewhere : urls.here);
  const expectAsDocumented = ({ path, method }: Operation, answer: SeenAnswer): void =>
    expectDocumented(answer, document.answer(path, method, answer.status));

  it('has an example of every operation', () => {
    expect(document.operationIds.toSorted()).to.deep.equal(Object.keys(operations).sort());
    for (const [id, { examples }] of Object.entries(operations)) expect(Object.keys(examples), id).to.not.deep.equal([]);
  });

  for (const [id, operation] of Object.entries(operations)) {
    const { method, access, examples } = operation;
    const token = tokens[access];
    const isRepeatable = method === 'post' && access !== 'anyone';

    for (const [name, example] of Object.entries(examples))
      it(`answers the example "${name}" of ${id} as it says`, async () => {
        const request = await ready(example);
        const headers = isRepeatable ? { 'Idempotency-Key': randomUUID() } : {};
        const answer = await send(urlOf(operation), operation, request, { token, headers });
        expect(answer.status, answer.text).to.equal(statusOf(example));
        expectAsDocumented(operation, answer);
        if (typeof example.leadsTo === 'string') expect(JSON.parse(answer.text)).to.include({ code: example.leadsTo });
        if (!isRepeatable || answer.status === 400 || answer.status === 404) return;
        const again = await send(urlOf(operation), operation, request, { token, headers });
        expect([again.status, again.text]).to.deep.equal([answer.status, answer.text]);
        expect(again.headers.get('idempotent-replayed')).to.equal('true');
        expectAsDocumented(operation, again);
      });

    if (access === 'anyone') continue;
    const [example = { summary: '', leadsTo: 200 }] = Object.values(examples);

    it(`refuses ${id} as it says to who has no token, a wrong one, or not the role`, async () => {
      const strangers = access === 'admin' ? [undefined, 'wrong', tokens.user] : [undefined, 'wrong'];
      for (const stranger of strangers) {
        const answer = await send(urls.here, operation, example, { token: stranger });
        expect(answer.status).to.equal(stranger === tokens.user ? 403 : 401);
        expectAsDocumented(operation, answer);
      }
    });
  }

  it('says of a limit how much is left, and when to come again', async () => {
    const { getOrder: operation } = operations;
    const [example] = Object.values(operation?.examples ?? {});
    if (!operation || !example) return expect.fail('there is no such operation');
    const seen = await eventually(
      () => send(urls.limited, operation, example, { token: tokens.user }),
      ({ status }) => status === 429,
    );
    expectAsDocumented(operation, seen);
    expect([...seen.headers.keys()]).to.include.members(['ratelimit', 'ratelimit-policy', 'retry-after']);
  });

  it('streams what happens in the shape that it names', async () => {
    const gone = new AbortController();
    const headers = { Authorization: `Bearer ${tokens.user}` };
    const { body } = await fetch(`${urls.here}/api/orders/stream`, { headers, signal: gone.signal });
    const { id } = await clientOf(urls.here).place({ amount: 207, description: 'test' });
    let text = '';
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      if (/^event: ?payment\.confirmed$/m.test(text) && text.endsWith('\n\n')) break;
    }
    gone.abort();
    const events = text.split('\n\n').filter((event) => event.includes(id));
    expect(events).to.have.length.above(1);
    const validate = document.schema('OrderUpdate');
    for (const event of events) {
      const field = (name: string): string => new RegExp(`^${name}: ?(.+)$`, 'm').exec(event)?.[1] ?? '';
      const [type, data] = [field('event'), field('data')];
      expect(validate(JSON.parse(data)), `${event}\n${JSON.stringify(validate.errors)}`).to.equal(true);
      expect(JSON.parse(data)).to.include({ orderId: id, type });
    }
  });
});
