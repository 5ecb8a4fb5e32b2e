import { runProcess, whenStopping } from '../../src/index.js';

/** Fails where nobody catches it, and drains all the same. */
await runProcess(async (stopping) => {
  setImmediate(() => {
    throw new TypeError('nobody catches this');
  });
  await whenStopping(stopping);
  process.stdout.write('drained\n');
});
