import { openAccounts } from './accounts.js';
import { rebuilderOf } from './rebuilding.js';

// A service that rebuilds until it has folded KILL_AFTER streams, and then ends as a crash would.
const { DATABASE_NAME = '', KILL_AFTER } = process.env;

const { rebuilder } = rebuilderOf(await openAccounts(DATABASE_NAME), (folded) => {
  if (folded === Number(KILL_AFTER)) process.kill(process.pid, 'SIGKILL');
});
rebuilder.start();
