import { join } from 'node:path';
import { GetEnvVars } from 'env-cmd';
import { root } from './bootstrap.mjs';

/** The variables of these groups of .env-cmdrc, later groups over earlier ones, and what is set already over all. */
export const environment = async (...groups) => ({
  ...(await GetEnvVars({ rc: { environments: groups, filePath: join(root, '.env-cmdrc') } })),
  ...process.env,
});
