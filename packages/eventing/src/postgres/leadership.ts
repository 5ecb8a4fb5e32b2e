import pg from 'pg';

// Any constant: it only has to be the same for every replica of a service.
const relayLock = 1_868_000_002;

/**
 * A session that holds the relay's advisory lock, or undefined while another process holds it. PostgreSQL frees the lock when the session ends,
 * however the process died; a leader that lost its session can no longer write its checkpoint, because it writes on that session.
 */
export const takeLead = async (url: string): Promise<pg.Client | undefined> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => undefined); // shows in the next query
  try {
    await client.connect();
    const { rows } = await client.query<{ leads: boolean }>('select pg_try_advisory_lock($1) as leads', [relayLock]);
    if (rows[0]?.leads) {
      // A checkpoint that a crash forgets is only published again.
      await client.query('set synchronous_commit = off');
      return client;
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return undefined;
};
