import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { addEvents } from '../../src/commands/events.js';
import { run } from '../../src/run.js';

const id = '01a1fcaa-8b52-7417-a60b-52b7150fb667';

const event = (position: number) => ({
  position,
  specversion: '1.0',
  id: `e${position}`,
  source: '/order',
  type: 'order.sent',
  subject: 's',
  time: '2026-11-21T08:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: '',
  data: {},
  correlationid: 'c',
  sequence: '1',
});

const replay = (status: string, sent: number) => ({
  id,
  service: 'voucher',
  types: ['order.sent'],
  subject: null,
  from: 0,
  to: 9,
  status,
  sent,
  total: 4,
  error: null,
  actor: 'admin',
  createdAt: '2026-11-21T08:00:00.000Z',
  finishedAt: null,
});

describe('ordermill events', () => {
  let server: Server;
  let url: string;
  let requests: { readonly line: string; readonly body: unknown }[];
  let answers: Readonly<Record<string, unknown>>[];
  let onRequest: () => void;

  beforeEach(async () => {
    requests = [];
    onRequest = () => undefined;
    server = createServer((request, response) => {
      void text(request).then((body) => {
        requests.push({ line: `${request.method} ${request.url}`, body: JSON.parse(body || 'null') });
        const answer = answers.shift();
        const status = typeof answer?.['status'] === 'number' ? answer['status'] : 200;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
        onRequest();
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

  const ordermill = async (args: readonly string[], interrupt = new AbortController()) => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const env = { ORDERMILL_URL: url, ORDERMILL_TOKEN: 'secret' };
    const code = await run(['events', ...args], [addEvents], { env, stdin, stdout, stderr, interrupted: interrupt.signal });
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
  };
  const lines = () => requests.map(({ line }) => line);

  it('lists page by page, and says how to go on', async () => {
    answers = [
      { data: [event(3), event(5)], nextAfter: 5 },
      { data: [event(7)], nextAfter: 7 },
    ];
    const { stdout, stderr } = await ordermill(['list', '--type', 'order.sent', '--after', '2', '--limit', '3']);
    expect(lines()).to.deep.equal([
      'GET /api/events?type=order.sent&after=2&limit=3',
      'GET /api/events?type=order.sent&after=5&limit=1',
    ]);
    expect(stdout.split('\n').map((line) => line.slice(0, 8).trim())).to.deep.equal(['POSITION', '3', '5', '7', '']);
    expect(stderr).to.equal('ordermill: there are more; --after 7 goes on\n');
  });

  it('follows after the last position until it is interrupted', async () => {
    answers = [
      { data: [event(3)], nextAfter: null },
      { data: [], nextAfter: null },
      { data: [event(4)], nextAfter: null },
    ];
    const interrupt = new AbortController();
    onRequest = () => {
      if (requests.length === 4) interrupt.abort();
    };
    const { code, stdout } = await ordermill(['list', '--follow', '--json'], interrupt);
    expect(code).to.equal(130);
    expect(lines().map((line) => /after=(\d+)/.exec(line)?.[1])).to.deep.equal(['0', '3', '3', '4']);
    const listed = stdout.trim().split('\n');
    expect(listed.map((line): unknown => JSON.parse(line))).to.deep.equal([event(3), event(4)]);
  });

  it('starts a replay and follows it to its end', async () => {
    answers = [replay('waiting', 0), replay('running', 2), replay('done', 4)];
    const args = ['replay', 'voucher', '--type', 'order.sent', '--type', 'order.created', '--from', '0', '--to', '9', '--follow'];
    const { code, stderr } = await ordermill(args);
    expect(code).to.equal(0);
    expect(requests[0]).to.deep.equal({
      line: 'POST /api/events/replays',
      body: { service: 'voucher', types: ['order.sent', 'order.created'], from: 0, to: 9 },
    });
    expect(lines().slice(1)).to.deep.equal([`GET /api/events/replays/${id}`, `GET /api/events/replays/${id}`]);
    expect(stderr).to.match(/^replay 01a1\S+ of 4 events to voucher\nreplayed 4 of 4 \(/);
  });

  it('follows a replay through a restart of who carries it out, and no longer than there is one', async () => {
    const away = { status: 503, detail: 'No answer from event-store.' };
    answers = [replay('waiting', 0), replay('running', 2), away, away, replay('done', 4)];
    expect((await ordermill(['replay', 'voucher', '--follow'])).stderr).to.contain('replayed 4 of 4 (');
    answers = [replay('waiting', 0), { status: 404, detail: 'There is no replay of this id.' }];
    const { code, stderr } = await ordermill(['replay', 'voucher', '--follow']);
    expect([code, answers]).to.deep.equal([1, []]);
    expect(stderr).to.contain('ordermill: There is no replay of this id. (404)');
  });

  it('leaves the replay alone when the watching is interrupted, and fails when it was cancelled', async () => {
    answers = [replay('waiting', 0), replay('running', 2)];
    const interrupt = new AbortController();
    onRequest = () => {
      if (requests.length === 2) interrupt.abort();
    };
    const interrupted = await ordermill(['replay', 'voucher', '--follow'], interrupt);
    expect(interrupted.code).to.equal(130);
    expect(interrupted.stderr).to.contain(`the replay goes on; ordermill events cancel-replay ${id} stops it`);
    expect(lines().filter((line) => line.startsWith('DELETE'))).to.deep.equal([]);
    onRequest = () => undefined;
    answers = [replay('waiting', 0), replay('cancelled', 1)];
    const cancelled = await ordermill(['replay', 'voucher', '--follow']);
    expect([cancelled.code, cancelled.stderr]).to.satisfy(
      ([code, said]: [number, string]) => code === 1 && said.endsWith('cancelled after 1 of 4\n'),
    );
  });

  it('cancels a replay', async () => {
    answers = [replay('cancelled', 1)];
    expect((await ordermill(['cancel-replay', id])).code).to.equal(0);
    expect(lines()).to.deep.equal([`DELETE /api/events/replays/${id}`]);
  });
});
