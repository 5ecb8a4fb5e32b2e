import { bootstrap } from './bootstrap.mjs';
import { onInterrupt } from './processes.mjs';

const letGo = onInterrupt(0);
await bootstrap();

const { environment } = await import('./environment.mjs');
Object.assign(process.env, await environment('defaults', 'embedded'));

// Loading the libraries is the slow part: until the program listens to the signals itself, an interrupt just exits.
await import('../packages/standalone/dist/src/index.js');
process.on('newListener', (event) => {
  if (event === 'SIGTERM' || event === 'SIGINT') letGo();
});
await import('../packages/standalone/dist/src/main.js');
