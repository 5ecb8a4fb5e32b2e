import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run } from './processes.mjs';
import { dockerWorks } from './rabbitmq-docker.mjs';
import { findRabbitmqServer } from './rabbitmq-local.mjs';
import { startRabbitmq } from './rabbitmq.mjs';

const INVOKE_POLICY = '/usr/sbin/policy-rc.d';

const canUseApt = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

// Debian starts what it installs; its policy hook keeps the system's own broker and epmd from coming up.
const withoutStartingServices = async (work) => {
  if (existsSync(INVOKE_POLICY)) return work();
  writeFileSync(INVOKE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    rmSync(INVOKE_POLICY, { force: true });
  }
};

const apt = (...args) =>
  run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

const installWithApt = async () => {
  console.log('ordermill: installing rabbitmq-server with apt');
  const updated = await apt('update');
  if (updated !== 0) console.error(`ordermill: apt-get update failed (${updated}), trying with the lists that are there`);
  const installed = await withoutStartingServices(() => apt('install', '--yes', '--no-install-recommends', 'rabbitmq-server'));
  if (installed !== 0) console.error(`ordermill: apt-get install rabbitmq-server failed (${installed})`);
};

const start = async (how) => {
  console.log(`ordermill: starting RabbitMQ for the tests (${how})`);
  return startRabbitmq();
};

/**
 * A broker for the tests: AMQP_URL, or else one that is started here. Undefined where there is none to be had, which is said;
 * with CI=true that rejects.
 */
export const provisionRabbitmq = async () => {
  const { AMQP_URL: url, CI } = process.env;
  if (url) return { url, stop: () => Promise.resolve() };
  if (!findRabbitmqServer() && canUseApt()) await installWithApt();
  if (findRabbitmqServer()) return start('private node');
  if (dockerWorks()) return start('Docker');
  const reason =
    'no RabbitMQ: AMQP_URL is not set, there is no rabbitmq-server binary, apt cannot install one and Docker does not answer';
  if (CI === 'true') throw new Error(reason);
  console.log(`ordermill: ${reason}. Tests on RabbitMQ are skipped.`);
  return undefined;
};
