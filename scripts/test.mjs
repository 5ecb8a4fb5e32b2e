import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';
import { isInterrupted, onInterrupt, run } from './processes.mjs';

const tool =
  (path, ...args) =>
  async () => {
    const outcome = await run(process.execPath, [join(root, path), ...args], { cwd: root });
    return { ok: outcome === 0, detail: outcome === 0 ? '' : `exit ${outcome}` };
  };

const specs = (level) => async () => (await import('./test-specs.mjs')).runSpecs(level);

const steps = {
  format: tool('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  lint: tool('node_modules/oxlint/bin/oxlint'),
  boundaries: tool('scripts/boundaries.mjs'),
  knip: tool('node_modules/knip/bin/knip.js', '--no-config-hints'),
  types: tool('node_modules/typescript/bin/tsc', '-b'),
  unit: specs('unit'),
  int: specs('int'),
  e2e: specs('e2e'),
};

const usage = `Checks and tests everything, or the named steps alone, in this order:

  ${Object.keys(steps).join(' ')}

Usage: npm test [-- STEP ...]

int and e2e start a PostgreSQL of their own; RabbitMQ is the one at AMQP_URL, or a private one: from a rabbitmq-server
binary, which apt installs when root on Debian or Ubuntu, or from Docker. e2e needs a Chromium too: CHROMIUM_PATH, or one that
is installed or that apt installs. With CI=true both must be there.`;

const seconds = (since) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

const perform = async (name) => {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const result = await steps[name]().catch(async (error) => {
    if (isInterrupted()) await new Promise(() => {});
    console.error(error);
    return { ok: false, detail: error.message.split('\n')[0] };
  });
  return { name, ...result, took: seconds(began) };
};

const summarize = (results, took) => {
  console.log('');
  for (const { name, ok, took: each, detail } of results)
    console.log(`  ${ok ? '✔' : '✘'} ${name.padEnd(12)}${each.padStart(8)}  ${detail}`);
  const sum = (kind) => results.reduce((total, { counts }) => total + (counts?.[kind] ?? 0), 0);
  console.log(`\n${results.every(({ ok }) => ok) ? 'All good' : 'Failed'} after ${took}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
};

const main = async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length > 0) {
    console.log(usage);
    process.exit(unknown.every((name) => name === '--help') ? 0 : 1);
  }
  const began = performance.now();
  const stopServers = async () => (await import('./test-servers.mjs')).stopServers();
  onInterrupt(130, { cleanUp: stopServers });
  await bootstrap();

  const results = [];
  for (const name of Object.keys(steps).filter((step) => names.length === 0 || names.includes(step))) {
    results.push(await perform(name));
    if (!results.at(-1).ok) break;
  }
  await stopServers();
  summarize(results, seconds(began));
  process.exit(results.every(({ ok }) => ok) ? 0 : 1);
};

await main();
