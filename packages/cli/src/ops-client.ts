import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailure, NoAnswer } from './command-failure.js';
import type { Terminal } from './terminal.js';

export interface OpsClientOptions {
  readonly url: string;
  readonly token: string;
  /** Default `/api/ops`. */
  readonly root?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const milliseconds = { longestAnswer: 60_000, longestSilence: 60_000, betweenLooks: 200 };

const withoutUndefined = (fields: Fields): [string, unknown][] =>
  Object.entries(fields).filter(([, value]) => value !== undefined);

/** Asks `/api/ops`, or what else is for admins, of a running Ordermill. Every failure is a CommandFailure. */
export class OpsClient {
  constructor(
    private readonly options: OpsClientOptions,
    private readonly interrupted: AbortSignal,
  ) {}

  get(path: string, query: Fields = {}): Promise<unknown> {
    const parameters = new URLSearchParams(
      Object.fromEntries(withoutUndefined(query).map(([name, value]) => [name, String(value)])),
    );
    return this.request('GET', `${path}?${parameters.toString()}`);
  }

  /** A look at what goes on, a moment after the last one. Asks again while nobody answers, because work goes on after a restart; fails after a minute. */
  async watch(path: string, query: Fields, onSilence: (error: NoAnswer) => void): Promise<unknown> {
    for (const since = performance.now(); ;) {
      await sleep(milliseconds.betweenLooks, undefined, { signal: this.interrupted });
      try {
        return await this.get(path, query);
      } catch (error) {
        if (!(error instanceof NoAnswer) || performance.now() - since > milliseconds.longestSilence) throw error;
        onSilence(error);
      }
    }
  }

  /** Not interrupted: what has begun is heard of. */
  post(path: string, body: Fields): Promise<unknown> {
    return this.request('POST', path, JSON.stringify(Object.fromEntries(withoutUndefined(body))));
  }

  async delete(path: string): Promise<void> {
    await this.request('DELETE', path);
  }

  private async request(method: string, path: string, body?: string): Promise<unknown> {
    const { url, token, root = '/api/ops' } = this.options;
    const timeout = AbortSignal.timeout(milliseconds.longestAnswer);
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(new URL(root + path, url), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: method === 'GET' ? AbortSignal.any([timeout, this.interrupted]) : timeout,
    }).catch((error: unknown) => {
      this.interrupted.throwIfAborted();
      throw new NoAnswer(`${url} does not answer: ${reasonOf(error)}. --url or ORDERMILL_URL says where Ordermill runs.`);
    });
    const text = await answer.text();
    if (!answer.ok) throw refusal(answer.status, text, url);
    return text === '' ? undefined : readJson(text, url);
  }
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
};

const readJson = (text: string, url: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CommandFailure(`${url} answers, but not as Ordermill does`);
  }
};

const refusal = (status: number, text: string, url: string): CommandFailure => {
  if (status === 401)
    return new CommandFailure(`${url} does not accept the token. --token or ORDERMILL_TOKEN is to be that of an admin.`);
  const problem = readJson(text, url);
  const detail = typeof problem === 'object' && problem !== null && 'detail' in problem ? String(problem.detail) : text;
  return new (status < 500 ? CommandFailure : NoAnswer)(`${detail} (${status})`);
};

/** An empty variable counts as unset. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

const adminToken = (tokens = ''): string | undefined =>
  tokens
    .split(',')
    .map((entry) => /^(\S+)=[^\s=:]+:admin$/.exec(entry.trim())?.[1])
    .find((token) => token !== undefined);

const hostOf = (host = '127.0.0.1'): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** Where Ordermill is and as whom to ask it: as told, or as the environment has it. */
export const opsClient = (flags: Partial<OpsClientOptions>, { env, interrupted }: Terminal): OpsClient => {
  const url = flags.url ?? given(env['ORDERMILL_URL']) ?? `http://${hostOf(env['HOST'])}:${env['PORT'] ?? '8000'}`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new CommandFailure(`--url must be a URL such as http://localhost:8000, not "${url}"`);
  const token = flags.token ?? given(env['ORDERMILL_TOKEN']) ?? adminToken(env['AUTH_STATIC_TOKENS']);
  if (token === undefined) throw new CommandFailure('no token: --token or ORDERMILL_TOKEN is to be that of an admin');
  return new OpsClient({ url, token, ...(flags.root === undefined ? {} : { root: flags.root }) }, interrupted);
};
