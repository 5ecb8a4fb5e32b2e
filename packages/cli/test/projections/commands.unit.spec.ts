import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { addProjections } from '../../src/commands/projections.js';
import { run } from '../../src/run.js';

type Answer = readonly [status: number, body: object];

const rebuildOf = (status: string, eventsRead: number, more: object = {}) => ({
  id: 'r1',
  status,
  requestedBy: 'ann',
  requestedAt: '2026-11-21T08:00:00.000Z',
  startedAt: '2026-11-21T08:00:00.100Z',
  finishedAt: /done|failed|cancelled/.test(status) ? '2026-11-21T08:00:09.000Z' : null,
  eventsRead,
  eventsTotal: 4_000,
  streams: eventsRead / 4,
  eventsPerSecond: 12_345,
  error: null,
  ...more,
});
const order = (rebuild: object | null) => ({ service: 'order', name: 'order', category: 'order', view: 'orders', rebuild });

describe('ordermill projections', () => {
  let server: Server;
  let url: string;
  let requests: string[];
  let answer: (request: string) => Answer;

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      const seen = `${request.method} ${request.url}`;
      requests.push(seen);
      const [status, body] = answer(seen);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
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
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    const env = { ORDERMILL_URL: url, ORDERMILL_TOKEN: 'secret' };
    const terminal = { env, stdin, stdout, stderr, interrupted: interrupt.signal };
    const code = await run(['projections', ...args], [addProjections], terminal);
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
  };
  /** What was left on the line when all that was drawn over is gone. */
  const shown = (stderr: string): string => stderr.split('\r\u001B[K').at(-1) ?? '';
  /** One after the other; the last for good. */
  const answering = (...answers: readonly Answer[]): void => {
    let next = 0;
    answer = () => answers[Math.min(next++, answers.length - 1)] ?? [500, {}];
  };

  it('lists them with their last rebuilds', async () => {
    const payment = { ...order(null), service: 'payment', name: 'payment', view: 'payments' };
    answering([200, { data: [order(rebuildOf('done', 4_000)), payment], unavailable: ['voucher'] }]);
    const { code, stdout, stderr } = await ordermill(['list']);
    expect([code, stderr]).to.deep.equal([0, 'ordermill: no answer from voucher\n']);
    expect(stdout).to.equal(
      [
        'NAME     SERVICE  VIEW      LAST REBUILD       EVENTS  PER SECOND  ENDED AT              ERROR',
        'order    order    orders    done          4,000/4,000      12,345  2026-11-21 08:00:09Z',
        'payment  payment  payments  -',
        '',
      ].join('\n'),
    );
  });

  it('asks for a rebuild and leaves it at that', async () => {
    answering([202, order(rebuildOf('waiting', 0))]);
    const { code, stderr } = await ordermill(['rebuild', 'order', '--service', 'order']);
    expect([code, stderr]).to.deep.equal([0, 'order is rebuilt by order; --follow watches it\n']);
    expect(requests).to.deep.equal(['POST /api/ops/projections/order/rebuild?service=order']);
  });

  it('follows it to its end, though its service is away for a while', async () => {
    answering(
      [202, order(rebuildOf('waiting', 0))],
      [200, { data: [order(rebuildOf('building', 1_000))] }],
      [503, { detail: 'No service can be reached.' }],
      [200, { data: [order(rebuildOf('following', 4_000))] }],
      [200, { data: [order(rebuildOf('done', 4_000))] }],
    );
    const { code, stderr } = await ordermill(['rebuild', 'order', '--follow']);
    expect(stderr).to.include('██████░░░░░░░░░░░░░░░░░░ 1,000/4,000 building, 12,345 events/s');
    expect(stderr).to.include('no answer from order');
    expect([code, shown(stderr)]).to.deep.equal([0, 'rebuilt order: 4,000 events of 1,000 streams, 12,345 events/s\n']);
    expect(requests[1]).to.equal('GET /api/ops/projections?service=order');
  });

  for (const [status, reason] of [
    ['failed', 'ordermill: the rebuild of order failed: the log is torn\n'],
    ['cancelled', 'ordermill: the rebuild of order was cancelled\n'],
  ] as const)
    it(`fails when the rebuild was ${status}`, async () => {
      const last = rebuildOf(status, 1_000, status === 'failed' ? { error: 'the log is torn' } : {});
      answering([202, order(rebuildOf('waiting', 0))], [200, { data: [order(last)] }]);
      const { code, stderr } = await ordermill(['rebuild', 'order', '--follow']);
      expect([code, shown(stderr)]).to.deep.equal([1, reason]);
    });

  it('stops watching when interrupted, and leaves the rebuild alone', async () => {
    const interrupt = new AbortController();
    answer = (request) => {
      if (request.startsWith('POST')) return [202, order(rebuildOf('waiting', 0))];
      interrupt.abort();
      return [200, { data: [order(rebuildOf('building', 1_000))] }];
    };
    const { code, stderr } = await ordermill(['rebuild', 'order', '--follow'], interrupt);
    expect([code, shown(stderr)]).to.deep.equal([130, 'the rebuild of order goes on; the same command watches it again\n']);
    expect(requests.some((request) => request.startsWith('DELETE'))).to.equal(false);
  });

  it('gives a rebuild up, and passes on what is refused', async () => {
    answering([200, order(rebuildOf('cancelling', 1_000))]);
    expect(await ordermill(['cancel', 'order'])).to.deep.include({ code: 0, stderr: 'the rebuild of order is given up\n' });
    expect(requests).to.deep.equal(['DELETE /api/ops/projections/order/rebuild']);
    answering([404, { detail: 'There is no projection of this name.' }]);
    const refused = await ordermill(['rebuild', 'a/b']);
    expect(refused).to.deep.include({ code: 1, stderr: 'ordermill: There is no projection of this name. (404)\n' });
    expect(requests.at(-1)).to.equal('POST /api/ops/projections/a%2Fb/rebuild');
  });
});
