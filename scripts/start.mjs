import { bootstrap } from './bootstrap.mjs';
import { onInterrupt } from './processes.mjs';

const letGo = onInterrupt(0);
await bootstrap();

const { environment } = await import('./environment.mjs');
Object.assign(process.env, await environment('defaults', 'embedded'));

// The slow part, the libraries, loads while an interrupt still just exits; the program below then owns the signals.
await import('../packages/standalone/dist/src/index.js');
letGo();
await import('../packages/standalone/dist/src/main.js');
