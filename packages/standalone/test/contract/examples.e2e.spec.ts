import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Operation, operations, problems, type RequestExample } from '@ordermill/contracts';
import { expect } from 'chai';
import { startEmbeddedPostgres } from '../../src/embedded-postgres.js';
import { atEnd, cleanUp } from '../support/clean-up.js';
import { clientOf } from '../support/client.js';
import { startProcess, stopProcesses } from '../support/process.js';
import { expectDocumented, type SeenAnswer } from './support/expect-documented.js';
import { send, tokens } from './support/send.js';
import { ServedDocument } from './support/served-document.js';
import { worldOf } from './support/world.js';

const statusOf = ({ leadsTo }: RequestExample): number => (typeof leadsTo === 'number' ? leadsTo : problems[leadsTo].status);

describe('The documented API', function () {
  this.timeout(60_000);
  let url: string;
  let document: ServedDocument;
  let ready: ReturnType<typeof worldOf>;

  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ordermill-contract-'));
    atEnd(() => rm(dataDir, { recursive: true }));
    const postgres = await startEmbeddedPostgres({ dataDir });
    atEnd(postgres.stop);
    atEnd(stopProcesses);
    const env = { DATABASE_URL: postgres.url, PORT: '0', DISPATCH_DELAY_MS: '3600000', DELIVERY_DELAY_MS: '0' };
    url = await startProcess('standalone', env).says(/^ordermill ready on (http:\/\/localhost:\d+)\n/m);
    document = await ServedDocument.at(url);
    ready = worldOf({ client: clientOf(url), admin: clientOf(url, tokens.admin), databaseUrl: postgres.url });
  });
  after(cleanUp);

  const expectAsDocumented = ({ path, method }: Operation, answer: SeenAnswer): void =>
    expectDocumented(answer, document.answer(path, method, answer.status));

  it('has an example of every operation', () => {
    expect(document.operationIds.toSorted()).to.deep.equal(Object.keys(operations).sort());
    for (const [id, { examples }] of Object.entries(operations)) expect(Object.keys(examples), id).to.not.deep.equal([]);
  });

  for (const [id, operation] of Object.entries(operations)) {
    const token = tokens[operation.access];
    const isRepeatable = operation.method === 'post';

    for (const [name, example] of Object.entries(operation.examples))
      it(`answers the example "${name}" of ${id} as it says`, async () => {
        const request = await ready(example);
        const headers = isRepeatable ? { 'Idempotency-Key': randomUUID() } : {};
        const answer = await send(url, operation, request, { token, headers });
        expect(answer.status, answer.text).to.equal(statusOf(example));
        expectAsDocumented(operation, answer);
        if (typeof example.leadsTo === 'string') expect(JSON.parse(answer.text)).to.include({ code: example.leadsTo });
        if (!isRepeatable || answer.status === 400 || answer.status === 404) return;
        const again = await send(url, operation, request, { token, headers });
        expect([again.status, again.text]).to.deep.equal([answer.status, answer.text]);
        expect(again.headers.get('idempotent-replayed')).to.equal('true');
        expectAsDocumented(operation, again);
      });

    if (operation.access === 'anyone') continue;
    const [example = { summary: '', leadsTo: 200 }] = Object.values(operation.examples);

    it(`refuses ${id} as it says to who has no token, a wrong one, or not the role`, async () => {
      const strangers = operation.access === 'admin' ? [undefined, 'wrong', tokens.user] : [undefined, 'wrong'];
      for (const stranger of strangers) {
        const answer = await send(url, operation, example, { token: stranger });
        expect(answer.status).to.equal(stranger === tokens.user ? 403 : 401);
        expectAsDocumented(operation, answer);
      }
    });
  }
});
