import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { asyncApi } from './asyncapi.js';
import { eventsPage } from './events-page.js';
import { openApi } from './openapi.js';
import { page, script, style } from './page.js';

/** What is served at one path, as it goes to clients. */
export interface PublicFile {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

const require = createRequire(import.meta.url);
const file = (path: string) => () => readFile(path);
const text = (value: string) => () => Promise.resolve(Buffer.from(value));
const made = (make: () => string) => () => Promise.resolve(Buffer.from(make()));
const json = (make: () => object) => () => Promise.resolve(Buffer.from(JSON.stringify(make())));

const sources: Readonly<Record<string, { readonly type: string; readonly read: () => Promise<Buffer> }>> = {
  '/docs': { type: 'html', read: text(page) },
  '/docs/events': { type: 'html', read: made(eventsPage) },
  '/docs/page.css': { type: 'css', read: text(style) },
  '/docs/page.js': { type: 'js', read: text(script) },
  '/docs/swagger-ui.css': { type: 'css', read: file(require.resolve('swagger-ui-dist/swagger-ui.css')) },
  '/docs/swagger-ui-bundle.js': { type: 'js', read: file(require.resolve('swagger-ui-dist/swagger-ui-bundle.js')) },
  '/docs/favicon-32x32.png': { type: 'png', read: file(require.resolve('swagger-ui-dist/favicon-32x32.png')) },
  '/openapi.json': { type: 'json', read: json(openApi) },
  '/asyncapi.json': { type: 'json', read: json(asyncApi) },
};

export const publicPaths = Object.keys(sources);

const zip = promisify(gzip);
const loaded = new Map<string, Promise<PublicFile>>();

const load = async (path: string): Promise<PublicFile> => {
  const source = sources[path];
  if (!source) throw new RangeError(`there is no file at ${path}`);
  const plain = await source.read();
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type: source.type, etag, plain, gzipped: await zip(plain) };
};

/** Made once, when it is first asked for. */
export const publicFile = (path: string): Promise<PublicFile> => {
  const found = loaded.get(path) ?? load(path);
  loaded.set(path, found);
  return found;
};
