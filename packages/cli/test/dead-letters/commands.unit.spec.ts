import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { addDeadLetters } from '../../src/commands/dead-letters.js';
import { run } from '../../src/run.js';

interface Request {
  readonly method: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}
type Answer = readonly [status: number, body?: object];

const letter = (n: number) => ({
  id: `payment.00000000-0000-4000-8000-00000000000${n}`,
  service: 'payment',
  type: 'order.created',
  subject: 's',
  eventId: `e${n}`,
  reason: 'rejected',
  error: 'Error: no\nreally',
  tries: 3,
  firstFailedAt: '2026-11-21T08:00:00.000Z',
  failedAt: `2026-11-21T08:00:0${n}.000Z`,
});

describe('ordermill dead-letters', () => {
  let server: Server;
  let url: string;
  let requests: Request[];
  let answer: (request: Request) => Answer;

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const { method = '', url: path = '', headers } = request;
        const seen = { method, url: path, token: headers.authorization, body: JSON.parse(body || '{}') as Request['body'] };
        requests.push(seen);
        const [status, content] = answer(seen);
        response.writeHead(status, { 'content-type': 'application/json' }).end(content && JSON.stringify(content));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const ordermill = async (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    interrupt = new AbortController(),
  ) => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const all = { ORDERMILL_URL: url, ORDERMILL_TOKEN: 'secret', ...env };
    const terminal = { env: all, stdin, stdout, stderr, interrupted: interrupt.signal };
    const code = await run(['dead-letters', ...args], [addDeadLetters], terminal);
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
  };

  it('lists as many as asked for, page by page', async () => {
    answer = ({ url: path }) =>
      path.includes('cursor=next')
        ? [200, { data: [letter(1)], nextCursor: null }]
        : [200, { data: [letter(3), letter(2)], nextCursor: 'next', unavailable: ['voucher'] }];
    const { code, stdout, stderr } = await ordermill(['list', '--service', 'payment', '--error', 'no way', '--limit', '150']);
    expect(code).to.equal(0);
    expect(requests.map((request) => request.url)).to.deep.equal([
      '/api/ops/dead-letters?service=payment&error=no+way&limit=100',
      '/api/ops/dead-letters?service=payment&error=no+way&limit=100&cursor=next',
    ]);
    expect(stdout.split('\n').slice(0, 2)).to.deep.equal([
      'ID                                            FAILED AT             TYPE           REASON    TRIES  ERROR',
      'payment.00000000-0000-4000-8000-000000000003  2026-11-21 08:00:03Z  order.created  rejected      3  Error: no',
    ]);
    expect(stderr).to.equal('ordermill: no answer from voucher\n');
    const json = await ordermill(['list', '--json', '--limit', '2']);
    expect(JSON.parse(json.stdout)).to.deep.include({ data: [letter(3), letter(2)] });
    expect(json.stderr).to.equal('ordermill: no answer from voucher\n');
  });

  it('takes an age for a time', async () => {
    answer = () => [200, { data: [], nextCursor: null }];
    const { stdout } = await ordermill(['list', '--failed-before', '2h', '--failed-after', '2026-01-02T03:04:05+01:00']);
    expect(stdout).to.equal('no dead letters\n');
    const query = new URL(requests[0]?.url ?? '', url).searchParams;
    expect(Date.parse(query.get('failedBefore') ?? '')).to.be.closeTo(Date.now() - 7_200_000, 5_000);
    expect(query.get('failedAfter')).to.equal('2026-01-02T02:04:05.000Z');
  });

  it('shows error, stack and event', async () => {
    const body = '{"id":"e1"}';
    answer = () => [200, { ...letter(1), stack: 'Error: no\n    at home', body, bodyEncoding: 'utf8', event: { id: 'e1' } }];
    const { stdout } = await ordermill(['show', letter(1).id]);
    expect(requests[0]?.url).to.match(/^\/api\/ops\/dead-letters\/payment\.0/);
    expect(stdout).to.match(/^id: +payment\.0[\s\S]*Error: no\n {4}at home\n\n\{\n {2}"id": "e1"\n\}\n$/);
  });

  /** A service with so many letters. */
  const holding = (count: number): void => {
    let left = count;
    answer = ({ method, body }) => {
      if (method === 'GET') return [200, { data: [letter(5)], nextCursor: null }];
      const done = body['dryRun'] ? 0 : Math.min(left, Number(body['limit']));
      const matched = left;
      left -= done;
      return [200, { matched, redriven: done, discarded: done, remaining: left, tooOld: 0 }];
    };
  };

  it('redrives step by step until all that were there are gone', async () => {
    holding(450);
    const { code, stderr, stdout } = await ordermill(['redrive', '--type', 'order.created', '--rate', '50', '--json']);
    expect(code).to.equal(0);
    const filter = { type: 'order.created', failedBefore: '2026-11-21T08:00:05.001Z' };
    expect(requests.map(({ method, body }) => [method, body])).to.deep.equal([
      ['GET', {}],
      ['POST', { ...filter, dryRun: true }],
      ['POST', { ...filter, limit: 200, ratePerSecond: 50 }],
      ['POST', { ...filter, limit: 200, ratePerSecond: 50 }],
      ['POST', { ...filter, limit: 50, ratePerSecond: 50 }],
    ]);
    expect(stderr).to.match(/^redriven 450 of 450 \(.* s\)\n$/);
    expect(JSON.parse(stdout)).to.deep.equal({ matched: 450, redriven: 450, remaining: 0, tooOld: 0 });
  });

  it('does not go round with letters that fail again at once', async () => {
    let [old, again] = [300, 0];
    answer = ({ method, body }) => {
      if (method === 'GET') return [200, { data: [letter(5)], nextCursor: null }];
      const later = body['failedBefore'] === '2026-11-21T08:00:05.001Z' ? 0 : again;
      const matched = old + later;
      const redriven = body['dryRun'] ? 0 : Math.min(matched, Number(body['limit']));
      old -= Math.max(0, redriven - later);
      again += Math.max(0, redriven - later);
      return [200, { matched, redriven, remaining: matched - redriven, tooOld: 0 }];
    };
    const { stderr } = await ordermill(['redrive', '--all']);
    expect([old, again]).to.deep.equal([0, 300]);
    expect(stderr).to.match(/^redriven 300 of 300 /);
  });

  it('finishes the step in hand when it is interrupted, and says how far it came', async () => {
    holding(1_000);
    const interrupt = new AbortController();
    const hold = answer;
    answer = (request) => {
      if (request.body['limit']) interrupt.abort();
      return hold(request);
    };
    const { code, stderr } = await ordermill(['redrive', '--all'], {}, interrupt);
    expect([code, stderr]).to.deep.equal([130, 'redriven 200 of 1000 (interrupted; the same command goes on)\n']);
  });

  it('only counts with --dry-run', async () => {
    holding(7);
    expect((await ordermill(['redrive', '--all', '--dry-run', '--limit', '5'])).stderr).to.equal('would redrive 5 of 7\n');
    expect((await ordermill(['discard', '--reason', 'invalid', '--dry-run'])).stderr).to.equal('would discard 7 of 7\n');
    expect(requests.every(({ method, body }) => method === 'GET' || body['dryRun'])).to.equal(true);
  });

  it('redrives one with the event of a file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ordermill-test-'));
    const file = join(directory, 'event.json');
    answer = () => [200, { id: letter(1).id, status: 'redriven' }];
    try {
      await writeFile(file, '{"id":"e1","data":{"n":2}}');
      expect((await ordermill(['redrive', letter(1).id, '--edit', file])).code).to.equal(0);
      expect(requests[0]?.body).to.deep.equal({ body: { id: 'e1', data: { n: 2 } } });
      await writeFile(file, '[1]');
      expect((await ordermill(['redrive', letter(1).id, '--edit', file])).stderr).to.match(
        /is not a JSON object; nothing was redriven/,
      );
      expect(requests).to.have.length(1);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it("redrives one as the operator's editor leaves it", async () => {
    answer = ({ method }) =>
      method === 'GET'
        ? [200, { ...letter(1), stack: '', body: '{"n":1}', bodyEncoding: 'utf8', event: { n: 1 } }]
        : [200, { id: letter(1).id, status: 'redriven' }];
    const { PATH = '' } = process.env;
    const { stderr } = await ordermill(['redrive', letter(1).id, '--edit', '-'], { PATH, EDITOR: 'sed -i s/1/42/' });
    expect(stderr).to.equal(`redriven ${letter(1).id}, edited\n`);
    expect(requests.at(-1)?.body).to.deep.equal({ body: { n: 42 } });
    const unchanged = await ordermill(['redrive', letter(1).id, '--edit', '-'], { PATH, EDITOR: 'true' });
    expect(unchanged).to.deep.include({ code: 1, stderr: 'ordermill: nothing was changed, and nothing redriven\n' });
  });

  it('throws away what it may', async () => {
    holding(3);
    const asked = await ordermill(['discard', '--type', 'order.sent']);
    expect([asked.code, asked.stderr]).to.deep.equal([1, 'ordermill: there is nobody to ask: say --yes\n']);
    const { code, stderr } = await ordermill(['discard', '--type', 'order.sent', '--yes']);
    expect([code, stderr.replace(/\(.*\)/, '')]).to.deep.equal([0, 'discarded 3 of 3 \n']);
    answer = () => [204];
    expect((await ordermill(['discard', letter(1).id, '--yes'])).code).to.equal(0);
    expect(requests.at(-1)).to.include({ method: 'DELETE', url: `/api/ops/dead-letters/${letter(1).id}` });
  });

  it('lists who did what', async () => {
    const operation = { id: 'o', service: 'payment', at: '2026-11-21T08:00:00.000Z', actor: 'ann', action: 'edit' };
    answer = () => [200, { data: [{ ...operation, letterId: 'payment.1', eventId: 'e1', eventType: null }], nextCursor: null }];
    expect((await ordermill(['log'])).stdout).to.match(/^AT .*\n2026-11-21 08:00:00Z {2}ann {2}edit {2}payment\.1 {2}- +e1\n$/);
  });

  it('fails when a service is silent or refuses, after having done what it could', async () => {
    const refused = [{ service: 'voucher', code: 'dead_letters_busy', detail: 'in other hands' }];
    const counts = { matched: 1, remaining: 0, tooOld: 0, unavailable: ['order'], refused };
    answer = ({ method, body }) =>
      method === 'GET'
        ? [200, { data: [letter(1)], nextCursor: null, unavailable: ['order'] }]
        : [200, { ...counts, redriven: body['dryRun'] ? 0 : 1 }];
    const { code, stderr } = await ordermill(['redrive', '--all']);
    expect(code).to.equal(1);
    expect(requests.at(-1)?.body).to.include({ all: true });
    expect(stderr).to.match(
      /^redriven 1 of 1 .*\nordermill: no answer from order, voucher refused \(in other hands\): what they hold was left alone\n$/,
    );
  });

  for (const args of [
    ['redrive'],
    ['redrive', 'payment.1', '--all'],
    ['redrive', '--all', '--edit', 'x'],
    ['redrive', '--all', '--rate', '0'],
    ['discard'],
    ['discard', '--yes'],
    ['discard', 'payment.1', '--type', 'x'],
    ['list', '--limit', 'ten'],
    ['list', '--failed-before', 'yesterday'],
    ['redrive', 'payment.1', '--edit', '/nowhere/at/all'],
  ])
    it(`asks for nothing with "${args.join(' ')}"`, async () => {
      const { code, stderr } = await ordermill(args);
      expect([code, requests]).to.deep.equal([1, []]);
      expect(stderr).to.match(/^(ordermill|error): .+\n/);
      expect(stderr).not.to.match(/\n {4}at /);
    });

  it('finds place and token in the environment', async () => {
    answer = () => [200, { data: [], nextCursor: null }];
    const port = new URL(url).port;
    const tokens = 'one=demo,two=ann:admin,three=bob:admin';
    const env = { ORDERMILL_URL: '', ORDERMILL_TOKEN: '', HOST: '0.0.0.0', PORT: port, AUTH_STATIC_TOKENS: tokens };
    expect((await ordermill(['list'], env)).code).to.equal(0);
    await ordermill(['list', '--url', url, '--token', 'four'], env);
    expect(requests.map(({ token }) => token)).to.deep.equal(['Bearer two', 'Bearer four']);
  });

  it('says in words what is wrong', async () => {
    answer = () => [401, {}];
    expect((await ordermill(['list'])).stderr).to.match(/^ordermill: http.* does not accept the token\./);
    answer = () => [403, { detail: 'The role "admin" is needed.' }];
    expect((await ordermill(['list'])).stderr).to.equal('ordermill: The role "admin" is needed. (403)\n');
    const nobody = await ordermill(['list', '--url', 'http://127.0.0.1:1']);
    expect(nobody).to.include({ code: 1 });
    expect(nobody.stderr).to.match(/^ordermill: http:\/\/127\.0\.0\.1:1 does not answer: .+ says where Ordermill runs\.\n$/);
    expect((await ordermill(['list'], { ORDERMILL_TOKEN: '', AUTH_STATIC_TOKENS: 'one=demo' })).stderr).to.match(/no token/);
    expect((await ordermill(['list', '--url', 'localhost:8000'])).stderr).to.match(/--url must be a URL/);
  });
});
