import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { onInterrupt } from './processes.mjs';

const KINDS = {
  kill: 'kill -9 of a replica, which comes back after a while',
  terminate: 'SIGTERM of a replica, which comes back once it has ended',
  'broker-stop': 'RabbitMQ is shut down and started again',
  'broker-kill': 'RabbitMQ is killed and started again',
  'broker-blocked': 'RabbitMQ raises a memory alarm and stops reading from publishers',
  'database-crash': 'PostgreSQL is shut down in immediate mode and recovers',
  cut: 'the connections of a service to a server are reset',
  'half-open': 'they stay open, and nothing that the server says arrives any more',
  unplugged: 'they hang as if a cable were pulled, until it is put back',
  slow: 'whatever goes over them takes its time',
};

const usage = `Breaks everything on purpose while orders go on, then looks for what was lost or repeated.

Usage: yarn chaos [--orders N] [--minutes N] [--seed N] [--faults KIND,...] [--json FILE]

  --orders N       orders to place, spread over the time (default 5000)
  --minutes N      how long; fractions are fine (default 3)
  --seed N         decides what is ordered, what breaks and when (default: any, and the report tells which)
  --faults KIND,…  only these kinds of faults, or none (default: all)
  --json FILE      write the outcome there as well
  --help           show this

${Object.entries(KINDS)
  .map(([kind, meaning]) => `  ${kind.padEnd(15)}  ${meaning}`)
  .join('\n')}

Two replicas of order, payment and voucher and a gateway run as processes, on a private RabbitMQ and PostgreSQL on free ports.
Exits with 0 when nothing was lost, repeated or unexplained, else with 1; with 130 after Ctrl-C. It leaves no process behind.`;

const numberOf = (name, value, { pattern, least, most, what }) => {
  const number = Number(value);
  if (!pattern.test(value) || number < least || number > most)
    throw new Error(`--${name} must be ${what} from ${least} to ${most}, not "${value}"`);
  return number;
};

const kindsOf = (value) => {
  if (value === undefined) return Object.keys(KINDS);
  const kinds = value === 'none' ? [] : value.split(',');
  for (const kind of kinds)
    if (!Object.hasOwn(KINDS, kind)) throw new Error(`--faults knows ${Object.keys(KINDS).join(', ')} and none, not "${kind}"`);
  return kinds;
};

const WHOLE = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

const readOptions = () => {
  const anySeed = String(Math.floor(Math.random() * 1_000_000));
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '5000' },
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string', default: anySeed },
      faults: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { orders, minutes, seed, faults, json, help } = values;
  return {
    help,
    json,
    orders: numberOf('orders', orders, { pattern: WHOLE, least: 1, most: 1_000_000, what: 'a whole number' }),
    minutes: numberOf('minutes', minutes, { pattern: DECIMAL, least: 0.1, most: 600, what: 'a number' }),
    seed: numberOf('seed', seed, { pattern: WHOLE, least: 0, most: 4_294_967_295, what: 'a whole number' }),
    kinds: kindsOf(faults),
    command: `yarn chaos --orders ${orders} --minutes ${minutes} --seed ${seed}${faults === undefined ? '' : ` --faults ${faults}`}`,
  };
};

const optionsOrExit = () => {
  try {
    return readOptions();
  } catch (error) {
    console.error(`ordermill: ${error.message}\n\n${usage}`);
    process.exit(1);
  }
};

const main = async () => {
  const { help, json, command, ...options } = optionsOrExit();
  if (help) return console.log(usage);

  const letGo = onInterrupt(130);
  await bootstrap();
  const { isFlawless, progressOn, reportOf, runChaos } = await import('../packages/chaos/dist/src/index.js');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());
  letGo();
  try {
    const outcome = await runChaos({ ...options, progress: progressOn(process.stdout), signal: stopping.signal });
    console.log(`\n${reportOf(outcome, command)}`);
    if (json) writeFileSync(json, `${JSON.stringify({ command, ...outcome }, undefined, 2)}\n`);
    process.exit(isFlawless(outcome) ? 0 : 1);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(130);
    console.error(error);
    process.exit(1);
  }
};

await main();
