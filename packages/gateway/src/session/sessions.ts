import type { GatewayDatabase } from '../database/gateway-database.js';
import { digestOf, newSecret, seal, unseal } from './seal.js';

/** What a provider gave at sign-in; `passed` is what services get to see. */
export interface Tokens {
  readonly passed: string;
  readonly refresh: string | null;
  readonly id: string | null;
}

export interface Grant {
  readonly userId: string;
  readonly name: string;
  readonly role: 'admin' | null;
  readonly tokens: Tokens | null;
  readonly expiresAt: Date | null;
}

export interface Session extends Grant {
  /** Grows whenever its tokens are replaced. */
  readonly version: number;
}

interface Row {
  readonly user_id: string;
  readonly name: string;
  readonly role: 'admin' | null;
  readonly tokens: Buffer | null;
  readonly tokens_version: number;
  readonly tokens_expire_at: Date | null;
}

export interface SessionLimits {
  readonly idleMs: number;
  readonly lifetimeMs: number;
}

// A row is not written by every request, only when its last use is this share of the idle time ago.
const touchShare = 20;

const alive = `created_at > now() - $2 * interval '1 ms' and used_at > now() - $3 * interval '1 ms'`;

/** Who is signed in, for all gateways on one database. A session is known by a secret that its browser alone keeps. */
export class Sessions {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly limits: SessionLimits,
  ) {}

  /** Answers its id. */
  async begin({ userId, name, role, tokens, expiresAt }: Grant): Promise<string> {
    const id = newSecret();
    await this.database.query({
      text: `insert into sessions (id_digest, user_id, name, role, tokens, tokens_expire_at, created_at, used_at)
             values ($1, $2, $3, $4, $5, $6, now(), now())`,
      values: [digestOf(id), userId, name, role, sealed(id, tokens), expiresAt],
    });
    return id;
  }

  async find(id: string): Promise<Session | undefined> {
    const { lifetimeMs, idleMs } = this.limits;
    const [row] = await this.database.query<Row & { readonly untouched: boolean }>({
      name: 'find-session',
      text: `select user_id, name, role, tokens, tokens_version, tokens_expire_at,
                    used_at < now() - $3 / ${touchShare} * interval '1 ms' as untouched
             from sessions where id_digest = $1 and ${alive}`,
      values: [digestOf(id), lifetimeMs, idleMs],
    });
    if (!row) return undefined;
    if (row.untouched)
      await this.database.query({ text: 'update sessions set used_at = now() where id_digest = $1', values: [digestOf(id)] });
    return {
      userId: row.user_id,
      name: row.name,
      role: row.role,
      tokens: tokensOf(id, row.tokens),
      expiresAt: row.tokens_expire_at,
      version: row.tokens_version,
    };
  }

  /** Answers the tokens that it had to the last. */
  async end(id: string): Promise<Tokens | undefined> {
    const [row] = await this.database.query<Pick<Row, 'tokens'>>({
      text: 'delete from sessions where id_digest = $1 returning tokens',
      values: [digestOf(id)],
    });
    return tokensOf(id, row?.tokens ?? null) ?? undefined;
  }

  /** Whether the caller, of all gateways, is to replace the tokens of this version within so many milliseconds. */
  async claim(id: string, version: number, ms: number): Promise<boolean> {
    const rows = await this.database.query({
      text: `update sessions set refreshing_until = now() + $3 * interval '1 ms'
             where id_digest = $1 and tokens_version = $2 and (refreshing_until is null or refreshing_until < now())
             returning 1`,
      values: [digestOf(id), version, ms],
    });
    return rows.length > 0;
  }

  async release(id: string): Promise<void> {
    await this.database.query({
      text: 'update sessions set refreshing_until = null where id_digest = $1',
      values: [digestOf(id)],
    });
  }

  /** Whether the session has not ended meanwhile. */
  async replace(id: string, { name, role, tokens, expiresAt }: Grant): Promise<boolean> {
    const rows = await this.database.query({
      text: `update sessions set name = $2, role = $3, tokens = $4, tokens_expire_at = $5,
                    tokens_version = tokens_version + 1, refreshing_until = null
             where id_digest = $1 returning 1`,
      values: [digestOf(id), name, role, sealed(id, tokens), expiresAt],
    });
    return rows.length > 0;
  }

  async deleteExpired(): Promise<void> {
    const { lifetimeMs, idleMs } = this.limits;
    await this.database.query({
      text: `delete from sessions where not (${alive.replaceAll('$2', '$1').replaceAll('$3', '$2')})`,
      values: [lifetimeMs, idleMs],
    });
    await this.database.query({ text: 'delete from sign_ins where expires_at < now()' });
  }
}

const tokensOf = (id: string, tokens: Buffer | null): Tokens | null => tokens && (JSON.parse(unseal(id, tokens)) as Tokens);

const sealed = (id: string, tokens: Tokens | null): Buffer | null => tokens && seal(id, JSON.stringify(tokens));
