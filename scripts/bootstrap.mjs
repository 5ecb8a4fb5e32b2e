import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPortal } from './portal.mjs';
import { onInterrupt, run } from './processes.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const STAMP = join(root, 'node_modules', '.ordermill-installed');

const read = (...path) => readFileSync(join(root, ...path), 'utf8');

const orNothing = (load) => {
  try {
    return load();
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
    throw error;
  }
};

const fail = (message) => {
  console.error(`ordermill: ${message}`);
  process.exit(1);
};

const checkNode = ({ engines }) => {
  const required = engines.node.replace('>=', '').split('.').map(Number);
  const actual = process.versions.node.split('.').map(Number);
  const older = actual[0] < required[0] || (actual[0] === required[0] && actual[1] < required[1]);
  if (older) fail(`needs Node ${engines.node}, this is ${process.versions.node}: https://nodejs.org/en/download`);
};

const wanted = () => {
  const manifests = readdirSync(join(root, 'packages')).map((name) => orNothing(() => read('packages', name, 'package.json')));
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const part of [read('package.json'), read('yarn.lock'), read('.yarnrc.yml'), ...manifests]) hash.update(`\0${part}`);
  return hash.digest('hex');
};

/** What a program prints alone is to reach stdout: this goes to stderr. */
const QUIETLY = { stdio: ['ignore', process.stderr, process.stderr] };

const install = async ({ packageManager }, options) => {
  const stamp = wanted();
  if (orNothing(() => readFileSync(STAMP, 'utf8')) === stamp) return;
  const version = packageManager.replace(/^yarn@/, '').split('+')[0];
  console.error(`ordermill: installing packages with Yarn ${version}`);
  rmSync(STAMP, { force: true });
  const outcome = await run('npx', ['--yes', '-p', `@yarnpkg/cli-dist@${version}`, 'yarn', 'install', '--immutable'], {
    cwd: root,
    ...options,
  });
  if (outcome !== 0) fail(`the install failed (${outcome}); nothing was built`);
  writeFileSync(STAMP, stamp);
};

const build = async (options) => {
  const outcome = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], { cwd: root, ...options });
  if (outcome !== 0) fail(`the build failed (${outcome})`);
  const portal = await buildPortal(root, options);
  if (portal !== 0) fail(`the build of the portal failed (${portal})`);
};

/** Makes the checkout ready to run: installs when a manifest changed since the last time, builds what changed. Quietly: without a word on stdout. */
export const bootstrap = async ({ quiet = false } = {}) => {
  const manifest = JSON.parse(read('package.json'));
  checkNode(manifest);
  const options = quiet ? QUIETLY : {};
  await install(manifest, options);
  if (!quiet) console.log('ordermill: building');
  await build(options);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  onInterrupt(0);
  await bootstrap();
}
