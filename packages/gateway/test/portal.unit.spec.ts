import { createApp, createLogger } from '@ordermill/service-kit';
import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { portal } from '../src/portal.js';
import { listening } from './support/servers.js';

const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('The portal behind the gateway', () => {
  let directory: string;
  let url: string;

  const serve = (from: string): Promise<string> => {
    const log = createLogger('silent');
    const ready = () => Promise.resolve({ ok: true, checks: {} });
    return listening(createApp({ service: 'gateway', log, ready, middleware: [portal(log, from)] }));
  };

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ordermill-web-'));
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<title>Shop</title>');
    await writeFile(join(directory, 'assets/app-1a2b.js'), 'run()');
    await writeFile(join(directory, 'assets/app-1a2b.js.br'), brotliCompressSync('run()'));
  });
  beforeEach(async () => {
    url = await serve(directory);
  });
  after(() => rm(directory, { recursive: true }));

  for (const path of ['/', '/orders', '/orders/01a1fcaa-8b52-7417-a60b-52b7150fb667', '/sign-in?returnTo=%2F'])
    it(`is the answer to a browser that asks for ${path}, and asked for again each time`, async () => {
      const answer = await fetch(url + path, { headers: html });
      expect(await answer.text()).to.equal('<title>Shop</title>');
      expect(answer.headers.get('content-type')).to.match(/^text\/html/);
      expect(answer.headers.get('cache-control')).to.equal('no-cache');
      const again = await fetch(url + path, { headers: { ...html, 'If-None-Match': answer.headers.get('etag') ?? '' } });
      expect(again.status).to.equal(304);
    });

  it('has hashed files that are kept for good, compressed where the browser can take it', async () => {
    const answer = await fetch(`${url}/assets/app-1a2b.js`, { headers: { 'Accept-Encoding': 'br' } });
    expect(await answer.text()).to.equal('run()');
    expect(answer.headers.get('content-encoding')).to.equal('br');
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    const plain = await fetch(`${url}/assets/app-1a2b.js`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).to.equal(null);
  });

  for (const path of [
    '/api/nothing',
    '/auth/nothing',
    '/health/nothing',
    '/docs',
    '/openapi.json',
    '/assets/gone.js',
    '/%2e%2e/package.json',
  ])
    it(`is no answer to ${path}`, async () => {
      const answer = await fetch(url + path, { headers: html });
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
    });

  it('is no answer to a program that asks for a page, nor to a write', async () => {
    expect((await fetch(`${url}/orders`)).status).to.equal(404);
    expect((await fetch(`${url}/`)).status).to.equal(200);
    const written = await fetch(`${url}/`, { method: 'PUT', headers: html });
    expect([written.status, written.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD']);
  });

  it('is missing, and nothing else, where it is not built', async () => {
    expect((await fetch(await serve(join(directory, 'nowhere')), { headers: html })).status).to.equal(404);
  });
});
