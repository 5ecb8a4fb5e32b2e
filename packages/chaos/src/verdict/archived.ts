import { archiveService } from '@ordermill/contracts';
import { withSnapshot } from './evidence.js';
import type { Recorded } from './recordings.js';

/** Everything that is in the archive, by position. */
export const readArchived = (databaseUrl: string): Promise<Recorded[]> =>
  withSnapshot(databaseUrl, { name: archiveService }, async (client) => {
    const { rows } = await client.query<{ event: Recorded }>('select event from archive order by position');
    return rows.map(({ event }) => event);
  });
