import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { isTaken } from './free-ports.mjs';
import { isInterrupted, onInterrupt, startGroup } from './processes.mjs';
import { defaultFirstPort, processesFor, readinessUrl, services } from './services.mjs';

const DRAIN_MS = 10_000;
const POLL_MS = 100;
const HIGHEST_FIRST_PORT = 64_000;

const usage = `Runs every service and the gateway as a process of its own, on RabbitMQ and PostgreSQL.

Usage: yarn start:services [--replicas N] [--first-port N]

  --replicas N     run N processes of each service (default 1); the gateway spreads requests over them
  --first-port N   where the services' ports begin (default ${defaultFirstPort})
  --help           show this

${services.map(({ name, offset }) => `  ${name.padEnd(20)} ports ${defaultFirstPort + offset}, ${defaultFirstPort + offset + 10}, …`).join('\n')}
  ${'gateway'.padEnd(20)} PORT (default 8000)

The environment comes from the groups "defaults" and "local" of .env-cmdrc; variables that are set already win:
DATABASE_URL and AMQP_URL say where PostgreSQL and RabbitMQ are. Ctrl-C drains and stops everything.`;

const options = () => {
  try {
    const { values } = parseArgs({
      options: {
        replicas: { type: 'string', default: '1' },
        'first-port': { type: 'string', default: String(defaultFirstPort) },
        help: { type: 'boolean' },
      },
    });
    const { replicas, 'first-port': firstPort, help } = values;
    if (!/^[1-9]\d?$/.test(replicas)) throw new Error(`--replicas must be a number from 1 to 99, not "${replicas}"`);
    if (!/^[1-9]\d{0,4}$/.test(firstPort) || Number(firstPort) > HIGHEST_FIRST_PORT)
      throw new Error(`--first-port must be a port number up to ${HIGHEST_FIRST_PORT}, not "${firstPort}"`);
    return { help, layout: { replicas: Number(replicas), firstPort: Number(firstPort) } };
  } catch (error) {
    console.error(`ordermill: ${error.message}\n\n${usage}`);
    process.exit(1);
  }
};

const prefix = (name, width, stream, write) => {
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  lines.on('line', (line) => write(`${name.padEnd(width)} | ${line}\n`));
};

const launch = (planned, variables) => {
  const width = Math.max(...planned.map(({ name }) => name.length));
  return planned.map((entry) => {
    const group = startGroup(process.execPath, ['--enable-source-maps', entry.program], {
      env: { ...variables, ...entry.variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    prefix(entry.name, width, group.child.stdout, (text) => process.stdout.write(text));
    prefix(entry.name, width, group.child.stderr, (text) => process.stderr.write(text));
    return { ...entry, group };
  });
};

const isReady = async (entry) => {
  try {
    return (await fetch(readinessUrl(entry), { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const becomesReady = async (entry) => {
  while (!(await isReady(entry))) await delay(POLL_MS);
};

const firstToEnd = (running) =>
  Promise.race(running.map(async ({ name, group }) => ({ name, outcome: await group.exited.catch((error) => error.message) })));

/** What answers on a port already would pass for ours. */
const refuseTakenPorts = async (planned) => {
  const taken = (await Promise.all(planned.map(async (entry) => ((await isTaken(entry)) ? [entry] : [])))).flat();
  if (taken.length === 0) return;
  const list = taken.map(({ name, port }) => `${port} (${name})`).join(', ');
  console.error(`ordermill: another program has port ${list}; end it, or choose others with PORT and --first-port`);
  process.exit(1);
};

const main = async () => {
  const { help, layout } = options();
  if (help) return console.log(usage);

  onInterrupt(0, { graceMs: DRAIN_MS });
  await bootstrap();

  const { environment } = await import('./environment.mjs');
  const variables = await environment('defaults', 'local');
  const planned = processesFor(layout, { host: variables.HOST, port: Number(variables.PORT) });
  await refuseTakenPorts(planned);
  const running = launch(planned, variables);
  const ended = firstToEnd(running);

  const ready = Promise.all(running.map(becomesReady)).then(() => undefined);
  if ((await Promise.race([ended, ready])) === undefined) console.log(`ordermill ready on http://localhost:${variables.PORT}`);

  const { name, outcome } = await ended;
  if (isInterrupted()) return;
  console.error(`ordermill: ${name} ended unexpectedly (${outcome}); stopping the others`);
  await Promise.all(running.map(({ group }) => group.end(DRAIN_MS)));
  process.exit(1);
};

await main();
