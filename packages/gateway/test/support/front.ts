import { forEveryService } from '@ordermill/contracts';
import { Database } from '@ordermill/eventing';
import { TcpProxy, testServerUrl } from '@ordermill/eventing/testing';
import { createLogger, HttpServer } from '@ordermill/service-kit';
import { afterEach } from 'mocha';
import { createFrontDoor } from '../../src/front-door.js';
import { createGateway } from '../../src/gateway.js';
import { createHttpUpstream } from '../../src/http-upstream.js';
import { echo } from './echo.js';
import { listening } from './servers.js';

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const dropDatabase = async (): Promise<void> => {
  const server = await Database.open({ url: testServerUrl(), name: 'postgres', entities: [], migrations: [] });
  await server.query({ text: 'drop database if exists ordermill_gateway with (force)' });
  await server.close();
};

export const staticEnv = { AUTH_STATIC_TOKENS: 'user-token=demo,admin-token=admin:admin' };

/** Cookies as a browser keeps them, those for one path too. */
export class Browser {
  private readonly jar = new Map<string, string>();

  constructor(readonly url: string) {}

  get cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get session(): string | undefined {
    return this.jar.get('ordermill');
  }

  setCookie(name: string, value: string): void {
    this.jar.set(name, value);
  }

  readonly setCookies: string[] = [];

  async fetch(path: string, { headers, ...options }: RequestInit = {}): Promise<Response> {
    const own = { cookie: this.cookies, 'sec-fetch-site': 'same-origin', ...Object.fromEntries(new Headers(headers)) };
    const answer = await fetch(new URL(path, this.url), { redirect: 'manual', ...options, headers: own });
    for (const line of answer.headers.getSetCookie()) {
      this.setCookies.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return answer;
  }

  post(path: string, body: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  /** As another gateway, or another window, has it: the same cookies. */
  at(url: string): Browser {
    const other = new Browser(url);
    for (const [name, value] of this.jar) other.setCookie(name, value);
    return other;
  }
}

/** Gateways on one database, each on a line of its own to it, before a service that answers what arrived. */
export const startGateways = async (env: Readonly<Record<string, string>> = staticEnv, count = 1) => {
  await dropDatabase();
  const service = await listening(echo);
  const log = createLogger('silent');
  const lines: TcpProxy[] = [];
  const urls: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const stopping = new AbortController().signal;
    const databaseUrl = new URL(testServerUrl());
    const line = await TcpProxy.listen(Number(databaseUrl.port));
    ends.push(() => line.close());
    lines.push(line);
    databaseUrl.port = String(line.port);
    const frontDoor = createFrontDoor({ env, databaseUrl: databaseUrl.href, log, stopping });
    ends.push(() => frontDoor.close());
    await frontDoor.opened();
    const order = createHttpUpstream({ name: 'order', urls: [service], log });
    const upstreams = forEveryService(() => order);
    const server = new HttpServer(createGateway({ upstreams, log, stopping, frontDoor }));
    ends.push(() => server.drain(0));
    urls.push(`http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`);
  }
  const database = await Database.open({ url: testServerUrl(), name: 'ordermill_gateway', entities: [], migrations: [] });
  ends.push(() => database.close());
  const [url = ''] = urls;
  return { url, urls, lines, database, browser: new Browser(url) };
};
