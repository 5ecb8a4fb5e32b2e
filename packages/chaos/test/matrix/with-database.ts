import pg from 'pg';

/** A connection to the database of a service that its caller is to end. */
export const connectTo = async (serverUrl: string, service: string): Promise<pg.Client> => {
  const url = new URL(serverUrl);
  url.pathname = `/ordermill_${service}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
};

export const withDatabase = async <T>(
  serverUrl: string,
  service: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = await connectTo(serverUrl, service);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
