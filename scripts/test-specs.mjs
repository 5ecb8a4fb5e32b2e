import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';
import { provisionBrowser } from './browser.mjs';
import { environment } from './environment.mjs';
import { run } from './processes.mjs';
import { serverVariables } from './test-servers.mjs';

const LEVEL_TIMEOUT_MS = 3_600_000;
const EXIT_TIMEOUT_MS = 20_000;
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const reporter = join(root, 'scripts/mocha-reporter.mjs');

// The sources say which specs there are: a compiled spec whose source is gone must not run.
const compiledSpecs = (level) =>
  readdirSync(join(root, 'packages')).flatMap((name) => {
    const test = join(root, 'packages', name, 'test');
    if (!existsSync(test)) return [];
    return readdirSync(test, { recursive: true })
      .filter((file) => file.endsWith(`.${level}.spec.ts`))
      .map((file) => join(root, 'packages', name, 'dist/test', file.replace(/ts$/, 'js')));
  });

const OWN_SERVERS = ['DATABASE_URL', 'AMQP_URL', 'TEST_DATABASE_URL', 'TEST_AMQP_URL'];

const variables = async (level) => {
  const all = await environment('defaults', 'test');
  for (const name of OWN_SERVERS) delete all[name];
  if (level === 'unit') return all;
  const browser = level === 'e2e' ? await provisionBrowser() : undefined;
  return { ...all, ...(await serverVariables()), ...(browser && { TEST_CHROMIUM_PATH: browser }) };
};

/** Runs the compiled specs of a level in one mocha; what the specs leave open fails them. */
export const runSpecs = async (level) => {
  const specs = compiledSpecs(level);
  if (specs.length === 0) return { ok: true, detail: 'no specs' };
  /** @type {{ counts?: { passed: number, failed: number, skipped: number }, left: boolean }} */
  const seen = { left: false };
  const outcome = await run(
    process.execPath,
    ['--enable-source-maps', mocha, '--reporter', reporter, ...(process.env.CI === 'true' ? ['--forbid-only'] : []), ...specs],
    {
      cwd: root,
      env: await variables(level),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      timeoutMs: LEVEL_TIMEOUT_MS,
      onMessage: (message, end) => {
        seen.counts = message;
        setTimeout(() => {
          seen.left = true;
          void end();
        }, EXIT_TIMEOUT_MS).unref();
      },
    },
  );
  const { counts, left } = seen;
  if (left) return { ok: false, counts, detail: 'the specs are through, but something they opened keeps the process alive' };
  if (!counts) return { ok: false, detail: `mocha ended without a result (${outcome})` };
  return { ok: outcome === 0, counts, detail: `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` };
};
