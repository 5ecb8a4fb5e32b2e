import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePorts } from './free-ports.mjs';
import { answersAmqp } from './amqp-probe.mjs';

const START_TIMEOUT_MS = 60_000;

// Debian's /usr/sbin/rabbitmq-server only serves the system's own node (it changes user and directory), so the real script comes first.
export const findRabbitmqServer = () =>
  ['/usr/lib/rabbitmq/bin', ...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/opt/homebrew/sbin']
    .map((directory) => join(directory, 'rabbitmq-server'))
    .find(existsSync);

const settings = (baseDir, { amqp, distribution, epmd }) => ({
  ERL_EPMD_ADDRESS: '127.0.0.1',
  ERL_EPMD_PORT: String(epmd),
  HOME: baseDir,
  RABBITMQ_ADVANCED_CONFIG_FILE: join(baseDir, 'advanced.config'),
  RABBITMQ_CONFIG_FILE: join(baseDir, 'rabbitmq.conf'),
  RABBITMQ_CONF_ENV_FILE: join(baseDir, 'rabbitmq-env.conf'),
  RABBITMQ_DIST_PORT: String(distribution),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(baseDir, 'enabled_plugins'),
  RABBITMQ_LOG_BASE: join(baseDir, 'log'),
  RABBITMQ_MNESIA_BASE: join(baseDir, 'data'),
  RABBITMQ_NODENAME: `ordermill-${amqp}@localhost`,
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(amqp),
  RABBITMQ_PID_FILE: join(baseDir, 'pid'),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
});

const exitOf = (child) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });

/** A broker of its own: own ports, data, cookie and epmd, all on the loopback interface. */
export const localRabbitmq = async (baseDir) => {
  const server = findRabbitmqServer();
  if (!server) throw new Error('no rabbitmq-server binary on this machine');
  const [amqp, distribution, epmd] = await freePorts(3);
  const env = { ...process.env, ...settings(baseDir, { amqp, distribution, epmd }) };
  mkdirSync(baseDir, { recursive: true });
  writeFileSync(env.RABBITMQ_ENABLED_PLUGINS_FILE, '[].\n');
  writeFileSync(env.RABBITMQ_CONFIG_FILE, 'log.file.level = warning\n');

  let running;

  const spawnLogged = (command, args, output) => {
    const child = spawn(command, args, { env, cwd: baseDir, stdio: ['ignore', output, output] });
    return { child, exited: exitOf(child) };
  };

  // The script is a shell that passes SIGTERM on to the Erlang VM and waits for it; SIGKILL has to reach both,
  // and before the VM has told its pid only SIGTERM reaches it at all.
  const signal = (name) => {
    const pid = existsSync(env.RABBITMQ_PID_FILE) ? Number(readFileSync(env.RABBITMQ_PID_FILE, 'utf8')) : 0;
    running?.broker.child.kill(pid > 0 ? name : 'SIGTERM');
    if (name === 'SIGTERM' || !running || !(pid > 0)) return;
    try {
      process.kill(pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };

  const end = async (name) => {
    if (!running) return;
    const { broker, nameServer } = running;
    signal(name);
    await broker.exited;
    nameServer.child.kill('SIGKILL');
    await nameServer.exited;
    running = undefined;
    rmSync(env.RABBITMQ_PID_FILE, { force: true });
  };

  const start = async () => {
    if (running) return;
    const output = openSync(join(baseDir, 'output.log'), 'a');
    running = { nameServer: spawnLogged('epmd', ['-port', String(epmd)], output), broker: spawnLogged(server, [], output) };
    closeSync(output);
    const outcome = await Promise.race([running.broker.exited.then(() => 'ended'), answersAmqp(amqp, START_TIMEOUT_MS)]);
    if (outcome === 'ready') return;
    await end('SIGKILL');
    throw new Error(`RabbitMQ did not start (${outcome}):\n${readFileSync(join(baseDir, 'output.log'), 'utf8').slice(-4000)}`);
  };

  return {
    port: amqp,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    abandon: () => {
      signal('SIGKILL');
      running?.nameServer.child.kill('SIGKILL');
    },
  };
};
