import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../../standalone/dist/src/main.js', import.meta.url));
const ready = /^ordermill ready on (http:\/\/localhost:\d+)$/m;

export interface Shop {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** All of Ordermill in a process of its own, with the portal; on the port of another shop when it takes its place. */
const openShop = async (dataDir: string, port = '0'): Promise<Shop> => {
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: dataDir,
    PORT: port,
    DISPATCH_DELAY_MS: '400',
    DELIVERY_DELAY_MS: '600',
  };
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
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url: ready.exec(output)?.[1] ?? '', stop };
};

let dataDir: string | undefined;
let shop: Promise<Shop> | undefined;

const openFirst = async (): Promise<Shop> => {
  dataDir = await mkdtemp(join(tmpdir(), 'ordermill-portal-'));
  return openShop(dataDir);
};

/** One shop for all specs, opened for the first that asks. */
export const theShop = (): Promise<Shop> => (shop ??= openFirst());

after('close the shop', async function () {
  this.timeout(20_000);
  await (await shop)?.stop();
  if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
});
