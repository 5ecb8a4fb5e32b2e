import pg from 'pg';
import { connectionLimits, longestQuery } from './database.js';

/** Any constants: they only have to be the same for every replica of a service. */
export const advisoryLocks = { relay: 1_868_000_002, rebuild: 1_868_000_003 } as const;

/**
 * The session that does what one process alone may do, once it holds the advisory lock for it. PostgreSQL frees the lock when the session ends,
 * however the process died; a leader that lost its session can no longer write, because it writes on that session.
 */
export class Leadership {
  private constructor(
    readonly client: pg.Client,
    private readonly lock: number,
  ) {}

  /** `longestQueryMs` is that of the relay if nothing else is said; 0 is without limit. */
  static async stand(url: string, lock: number, longestQueryMs = longestQuery): Promise<Leadership> {
    const client = new pg.Client({ connectionString: url, query_timeout: longestQueryMs, ...connectionLimits });
    client.on('error', () => undefined); // shows in the next query
    await client.connect();
    // What a crash of the server forgets is only done again. The server notices within seconds that a leader's host has gone.
    await client.query(
      'set synchronous_commit = off; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3',
    );
    return new Leadership(client, lock);
  }

  /** Whether the lock is held from now on. Not a lock that waits: its snapshot would keep VACUUM from its work. */
  async win(): Promise<boolean> {
    const { rows } = await this.client.query<{ won: boolean }>('select pg_try_advisory_lock($1) as won', [this.lock]);
    return rows[0]?.won ?? false;
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
