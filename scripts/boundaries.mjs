import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import rules from '../.dependency-cruiser.mjs';
import { root } from './bootstrap.mjs';
import { allowed, filesOf, probes } from './boundary-probes.mjs';
import { onInterrupt } from './processes.mjs';

const CONFIGURATION = ['.dependency-cruiser.mjs', 'tsconfig.boundaries.json'];
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

const packagesIn = (tree) => readdirSync(join(tree, 'packages')).map((name) => `packages/${name}`);

const cruise = async (tree) => {
  const paths = packagesIn(tree).flatMap((path) =>
    [`${path}/src`, `${path}/test`].filter((part) => existsSync(join(tree, part))),
  );
  const args = [cruiser, '--config', join(tree, CONFIGURATION[0]), '--output-type', 'json', ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: tree, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
};

const describe = ({ rule, from, to, cycle }) => {
  const comment = rules.forbidden.find(({ name }) => name === rule.name)?.comment;
  const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
  return `${rule.name}: ${from}${from === to ? '' : ` → ${way}`}\n    ${comment}`;
};

const checkSources = async () => {
  const { modules, summary } = await cruise(root);
  const unread = packagesIn(root).filter((path) => !modules.some(({ source }) => source.startsWith(`${path}/src/`)));
  const problems = unread.map((path) => `nothing was read in ${path}/src`);
  return { modules: modules.length, problems: [...problems, ...summary.violations.map(describe)] };
};

const plantIn = (tree) => {
  for (const path of packagesIn(root)) {
    cpSync(join(root, path, 'package.json'), join(tree, path, 'package.json'));
    cpSync(join(root, path, 'src'), join(tree, path, 'src'), { recursive: true });
  }
  for (const path of CONFIGURATION) cpSync(join(root, path), join(tree, path));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const [path, text] of [...probes, ...allowed].flatMap(filesOf)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
};

const judge = (violations) => (probe, index) => {
  const [[file]] = filesOf(probe, index);
  const fired = [...new Set(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name))];
  const expected = probe.rule ? [probe.rule] : [];
  if (fired.join() === expected.join()) return [];
  return [
    `probe ${probe.directory} importing ${probe.imports.join(', ')}: expected [${expected.join()}], fired [${fired.join()}]`,
  ];
};

const checkProbes = async (tree) => {
  plantIn(tree);
  const { summary } = await cruise(tree);
  const unprobed = rules.forbidden.filter(({ name }) => !probes.some(({ rule }) => rule === name));
  return [
    ...unprobed.map(({ name }) => `rule ${name} has no probe`),
    ...[...probes, ...allowed].flatMap(judge(summary.violations)),
  ];
};

const tree = realpathSync(mkdtempSync(join(tmpdir(), 'ordermill-boundaries-')));
const removeTree = () => rmSync(tree, { recursive: true, force: true });
onInterrupt(130, { cleanUp: async () => removeTree() });
try {
  const [sources, probing] = await Promise.all([checkSources(), checkProbes(tree)]);
  const problems = [...sources.problems, ...probing];
  for (const problem of problems) console.error(`  ${problem}`);
  console.log(
    `${sources.modules} modules, ${rules.forbidden.length} rules, ${probes.length} probes, ${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  removeTree();
}
