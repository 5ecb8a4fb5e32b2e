import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startEpmd } from './epmd.mjs';
import { freePorts } from './free-ports.mjs';
import { answersAmqp } from './amqp-probe.mjs';

const START_TIMEOUT_MS = 60_000;
const LOOPBACK = '-kernel inet_dist_use_interface {127,0,0,1}';
/** After a crash a message may be moved between queues before the second one is there; it is moved again after this long, by default 180000. */
export const MOVED_AGAIN = '-rabbit dead_letter_worker_publisher_confirm_timeout 1000';

/** Where the server is; undefined where there is none. RABBITMQ_SERVER names one that is to be taken. */
export const findRabbitmqServer = () => {
  const { RABBITMQ_SERVER: chosen, PATH = '' } = process.env;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`RABBITMQ_SERVER: there is no ${chosen}`);
  }
  // Debian's /usr/sbin/rabbitmq-server only serves the system's own node (it changes user and directory), so the real script comes first.
  const directories = ['/usr/lib/rabbitmq/bin', ...PATH.split(delimiter), '/usr/local/sbin', '/opt/homebrew/sbin'];
  return directories.map((directory) => join(directory, 'rabbitmq-server')).find(existsSync);
};

const settings = (baseDir, home, { amqp, distribution, epmd }) => ({
  ERL_EPMD_ADDRESS: '127.0.0.1',
  ERL_EPMD_PORT: String(epmd),
  HOME: home,
  RABBITMQ_ADVANCED_CONFIG_FILE: join(baseDir, 'advanced.config'),
  RABBITMQ_CONFIG_FILE: join(baseDir, 'rabbitmq.conf'),
  RABBITMQ_CONF_ENV_FILE: join(baseDir, 'rabbitmq-env.conf'),
  RABBITMQ_CTL_ERL_ARGS: LOOPBACK,
  RABBITMQ_DIST_PORT: String(distribution),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(baseDir, 'enabled_plugins'),
  RABBITMQ_LOG_BASE: join(baseDir, 'log'),
  RABBITMQ_MNESIA_BASE: join(baseDir, 'data'),
  RABBITMQ_NODENAME: nodeName(amqp),
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(amqp),
  RABBITMQ_PID_FILE: join(baseDir, 'server.pid'),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: `${LOOPBACK} ${MOVED_AGAIN}`,
});

const nodeName = (amqp) => `ordermill-${amqp}@localhost`;

/**
 * A broker of its own: own ports, data, cookie and epmd, all on the loopback interface. Nodes of a cluster share `home`, which has the cookie,
 * and the epmd at the port `ports.epmd`, which runs already.
 */
export const localRabbitmq = async (baseDir, { home = baseDir, ports } = {}) => {
  const server = findRabbitmqServer();
  if (!server) throw new Error('no rabbitmq-server binary on this machine');
  const [amqp, distribution, epmd] = ports ? [ports.amqp, ports.distribution, ports.epmd] : await freePorts(3);
  const bin = dirname(server);
  const PATH = [bin, process.env.PATH ?? ''].join(delimiter);
  const env = { ...process.env, PATH, ...settings(baseDir, home, { amqp, distribution, epmd }) };
  mkdirSync(baseDir, { recursive: true });
  writeFileSync(env.RABBITMQ_ENABLED_PLUGINS_FILE, '[].\n');
  writeFileSync(env.RABBITMQ_CONFIG_FILE, 'log.file.level = warning\n');

  let running;

  // The Erlang VM and its helpers inherit a pipe, so that the child is not closed before all of them have ended.
  const spawnServer = () => {
    const output = openSync(join(baseDir, 'output.log'), 'a');
    const child = spawn(server, [], { env, cwd: baseDir, stdio: ['ignore', output, output, 'pipe'] });
    closeSync(output);
    const ended = new Promise((resolve) => {
      child.once('close', resolve);
      child.once('error', resolve);
    });
    return { child, ended };
  };

  // The script is a shell that passes SIGTERM on to the Erlang VM and waits for it; SIGKILL has to reach both,
  // and before the VM has told its pid only SIGTERM reaches it at all.
  const signal = (name) => {
    const pid = existsSync(env.RABBITMQ_PID_FILE) ? Number(readFileSync(env.RABBITMQ_PID_FILE, 'utf8')) : 0;
    running?.child?.kill(pid > 0 ? name : 'SIGTERM');
    if (name === 'SIGTERM' || !running || !(pid > 0)) return;
    try {
      process.kill(pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };

  const end = async (name) => {
    if (!running) return;
    const { ended, nameServer } = running;
    signal(name);
    await ended;
    await nameServer?.kill();
    running = undefined;
    rmSync(env.RABBITMQ_PID_FILE, { force: true });
  };

  const start = async () => {
    if (running) return;
    running = ports ? {} : { nameServer: startEpmd(epmd, { env, pidFile: join(baseDir, 'epmd.pid') }) };
    await running.nameServer?.ready;
    Object.assign(running, spawnServer());
    const outcome = await Promise.race([running.ended.then(() => 'ended'), answersAmqp(amqp, START_TIMEOUT_MS)]);
    if (outcome === 'ready') return;
    await end('SIGKILL');
    throw new Error(`RabbitMQ did not start (${outcome}):\n${readFileSync(join(baseDir, 'output.log'), 'utf8').slice(-4000)}`);
  };

  return {
    name: nodeName(amqp),
    port: amqp,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    rabbitmqctl: async (...args) => (await promisify(execFile)(join(bin, 'rabbitmqctl'), ['--quiet', ...args], { env })).stdout,
    abandon: () => {
      signal('SIGKILL');
      running?.nameServer?.abandon();
    },
  };
};
