import { afterEach } from 'mocha';
import Router from '@koa/router';
import type { Answer, Answered, RepeatableRequest } from '@ordermill/eventing';
import { pino } from 'pino';
import { StaticAuthenticator } from '../../src/auth/static-authenticator.js';
import { apiRoutes } from '../../src/http/api.js';
import { createApp } from '../../src/http/app.js';
import type { Authenticator } from '../../src/auth/authenticator.js';
import { HttpServer } from '../../src/http/server.js';
import type { PrincipalState } from '../../src/http/state.js';

/** As the real ones, but that nothing is undone. */
class AnswersInMemory {
  private readonly kept = new Map<string, { readonly fingerprint: string; readonly answer: Answer }>();

  async once({ id, fingerprint }: RepeatableRequest, work: () => Promise<Answer>): Promise<Answered> {
    const kept = this.kept.get(id);
    if (kept) return kept.fingerprint === fingerprint ? { type: 'replayed', answer: kept.answer } : { type: 'reused' };
    const answer = await work();
    this.kept.set(id, { fingerprint, answer });
    return { type: 'answered', answer };
  }
}

export type Routes = (router: Router<PrincipalState>) => unknown;

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

export const levels = { info: 30, warn: 40, error: 50 };

/** A logger that keeps its lines. */
export const recordedLog = () => {
  const lines: LogLine[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) });
  return { log, lines };
};

const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.drain(0)));
});

const users = new StaticAuthenticator([
  { token: 'secret', principal: { userId: 'alice', roles: [] } },
  { token: 'admin-secret', principal: { userId: 'root', roles: ['admin'] } },
]);

/** A service with these routes on a free port, closed after the test. */
export const serve = async (routes: Routes, authenticator: Authenticator = users) => {
  const router = new Router<PrincipalState>();
  routes(router);
  const { log, lines } = recordedLog();
  const ready = () => Promise.resolve({ ok: true, checks: {} });
  const server = new HttpServer(
    createApp({
      service: 'test',
      log,
      ready,
      middleware: [apiRoutes(router, { authenticator, answers: new AnswersInMemory() })],
    }),
  );
  servers.push(server);
  const port = await server.listen('127.0.0.1', 0);
  const url = `http://127.0.0.1:${port}`;
  const call = (path: string, { headers, ...options }: RequestInit = {}) =>
    fetch(url + path, { ...options, headers: { authorization: 'Bearer secret', ...Object.fromEntries(new Headers(headers)) } });
  const post = (path: string, body: unknown) =>
    call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { server, port, url, lines, call, post };
};
