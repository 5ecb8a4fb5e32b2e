import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { run } from './processes.mjs';

const INVOKE_POLICY = '/usr/sbin/policy-rc.d';

export const canUseApt = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

// Debian starts what it installs; its policy hook keeps the system's own services from coming up.
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

/** Installs a package of the system, or says that it could not. */
export const installWithApt = async (name) => {
  console.log(`ordermill: installing ${name} with apt`);
  const updated = await apt('update');
  if (updated !== 0) console.error(`ordermill: apt-get update failed (${updated}), trying with the lists that are there`);
  const installed = await withoutStartingServices(() => apt('install', '--yes', '--no-install-recommends', name));
  if (installed !== 0) console.error(`ordermill: apt-get install ${name} failed (${installed})`);
};
