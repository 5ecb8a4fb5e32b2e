import { bootstrap } from './bootstrap.mjs';
import { onInterrupt } from './processes.mjs';

const letGo = onInterrupt(130);
await bootstrap({ quiet: true });

const { environment } = await import('./environment.mjs');
Object.assign(process.env, await environment('defaults', 'local'));

// Loading the libraries is the slow part: until the program listens to the signals itself, an interrupt just exits.
process.on('newListener', (event) => {
  if (event === 'SIGTERM' || event === 'SIGINT') letGo();
});
await import('../packages/cli/dist/src/main.js');
