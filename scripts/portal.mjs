import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';

const SOURCES = [
  'yarn.lock',
  ...['index.html', 'package.json', 'public', 'src', 'vite.config.ts'].map((path) => join('packages/portal', path)),
  'packages/contracts/src',
  'packages/kernel/src',
];

const filesIn = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true })
        .map((name) => join(path, name))
        .filter((name) => statSync(name).isFile())
        .sort()
    : [path];

const fingerprint = (root) => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((path) => filesIn(join(root, path)))) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
};

/** Builds the web page where its sources have changed since the last time; resolves with how the build ended, 0 for well. */
export const buildPortal = async (root, options) => {
  const stampFile = join(root, 'packages/portal/dist/web.stamp');
  const stamp = fingerprint(root);
  const isBuilt = existsSync(join(root, 'packages/portal/dist/web/index.html'));
  if (isBuilt && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 0;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const outcome = await run(process.execPath, [vite, 'build', '--logLevel', 'warn', 'packages/portal'], {
    cwd: root,
    ...options,
  });
  if (outcome === 0) writeFileSync(stampFile, stamp);
  return outcome;
};
