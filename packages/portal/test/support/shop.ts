import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../../standalone/dist/src/main.js', import.meta.url));
const ready = /^ordermill ready on (http:\/\/localhost:\d+)$/m;

type Environment = Readonly<Record<string, string>>;

const run = async (env: Environment) => {
  const child = spawn(process.execPath, ['--enable-source-maps', program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (!ready.test(output)) {
    await Promise.race([once(child.stdout, 'data'), exited]);
    if (child.exitCode !== null) throw new Error(`the standalone exited with ${child.exitCode}:\n${output}`);
  }
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url: ready.exec(output)?.[1] ?? '', end };
};

const ends: (() => Promise<void>)[] = [];

/** All of Ordermill in a process of its own, with the portal, until the last spec is through. */
export const openShop = async (more: Environment = {}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ordermill-portal-'));
  const fixed = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, DISPATCH_DELAY_MS: '400', DELIVERY_DELAY_MS: '600' };
  const env = { ...fixed, PORT: '0', ...more };
  let running = await run(env);
  const { url } = running;
  ends.push(async () => {
    await running.end();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    url,
    /** Where its database is. */
    dataDir,
    goAway: () => running.end(),
    comeBack: async (): Promise<void> => {
      running = await run({ ...env, PORT: new URL(url).port });
    },
  };
};

export type Shop = Awaited<ReturnType<typeof openShop>>;

let shop: Promise<Shop> | undefined;

/** One shop for all specs, opened for the first that asks. */
export const theShop = (): Promise<Shop> => (shop ??= openShop());

after('close the shops', async function () {
  this.timeout(30_000);
  await Promise.all(ends.map((end) => end()));
});
