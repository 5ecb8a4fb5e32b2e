import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { answersAmqp } from './amqp-probe.mjs';
import { freePorts } from './free-ports.mjs';
import { MOVED_AGAIN } from './rabbitmq-local.mjs';

const IMAGE = 'rabbitmq:4';
const START_TIMEOUT_MS = 120_000;

const docker = (...args) => promisify(execFile)('docker', args);

export const dockerWorks = () => spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;

/** The same as a local broker, in a container. */
export const dockerRabbitmq = async () => {
  const [port] = await freePorts(1);
  const name = `ordermill-rabbitmq-${process.pid}-${port}`;
  const publish = ['--publish', `127.0.0.1:${port}:5672`];
  const settings = ['--env', `RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=${MOVED_AGAIN}`];
  let created = false;

  return {
    port,
    start: async () => {
      if (created) await docker('start', name);
      else await docker('run', '--detach', '--name', name, ...publish, ...settings, IMAGE);
      created = true;
      const outcome = await answersAmqp(port, START_TIMEOUT_MS);
      if (outcome !== 'ready') throw new Error(`RabbitMQ in Docker did not start (${outcome})`);
    },
    stop: () => docker('stop', name),
    kill: () => docker('kill', name),
    rabbitmqctl: async (...args) => (await docker('exec', name, 'rabbitmqctl', '--quiet', ...args)).stdout,
    abandon: () => {
      if (created) spawnSync('docker', ['rm', '--force', '--volumes', name], { stdio: 'ignore' });
    },
  };
};
