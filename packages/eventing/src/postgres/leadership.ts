import pg from 'pg';
import { connectionLimits, longestQuery } from './database.js';

// Any constant: it only has to be the same for every replica of a service.
const relayLock = 1_868_000_002;

/**
 * The session that publishes, once it holds the relay's advisory lock. PostgreSQL frees the lock when the session ends, however the process died;
 * a leader that lost its session can no longer write its checkpoint, because it writes on that session.
 */
export class Leadership {
  private constructor(readonly client: pg.Client) {}

  static async stand(url: string): Promise<Leadership> {
    const client = new pg.Client({ connectionString: url, query_timeout: longestQuery, ...connectionLimits });
    client.on('error', () => undefined); // shows in the next query
    await client.connect();
    // A checkpoint that a crash forgets is only published again. The server notices within seconds that a leader's host has gone.
    await client.query(
      'set synchronous_commit = off; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3',
    );
    return new Leadership(client);
  }

  /** Whether the lock is held from now on. Not a lock that waits: its snapshot would keep VACUUM from its work. */
  async win(): Promise<boolean> {
    const { rows } = await this.client.query<{ won: boolean }>('select pg_try_advisory_lock($1) as won', [relayLock]);
    return rows[0]?.won ?? false;
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
