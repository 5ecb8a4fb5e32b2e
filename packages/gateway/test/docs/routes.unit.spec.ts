import { readFile } from 'node:fs/promises';
import { catalog } from '@ordermill/contracts';
import { expect } from 'chai';
import { gatewayOf } from '../support/servers.js';

const service = { listener: () => undefined, ready: () => Promise.resolve({ ok: true, checks: {} }) };

describe('The documents of the API', () => {
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    fetch((await gatewayOf(service)).url + path, { headers });

  for (const [path, type] of [
    ['/openapi.json', 'application/json'],
    ['/asyncapi.json', 'application/json'],
    ['/docs', 'text/html'],
    ['/docs/events', 'text/html'],
    ['/docs/page.js', 'text/javascript'],
    ['/docs/page.css', 'text/css'],
    ['/docs/swagger-ui-bundle.js', 'text/javascript'],
    ['/docs/swagger-ui.css', 'text/css'],
    ['/docs/favicon-32x32.png', 'image/png'],
  ] as const)
    it(`are served at ${path} without a token`, async () => {
      const answer = await ask(path);
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('content-type')).to.contain(type);
      expect((await answer.arrayBuffer()).byteLength).to.be.greaterThan(100);
    });

  it('are sent once to who has them already, and as they are to who cannot unzip', async () => {
    const first = await ask('/openapi.json', { 'Accept-Encoding': 'identity' });
    expect(first.headers.get('content-encoding')).to.equal(null);
    const again = await ask('/openapi.json', {
      'If-None-Match': first.headers.get('etag') ?? '',
      'Cache-Control': 'max-age=0',
    });
    expect(again.status).to.equal(304);
    const zipped = await ask('/openapi.json', { 'Accept-Encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).to.equal('gzip');
    expect(await zipped.json()).to.deep.equal(await first.json());
  });

  for (const path of ['/docs', '/docs/events'])
    it(`need nothing from elsewhere at ${path}, and let no script into the page but their own`, async () => {
      const answer = await ask(path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).to.contain("default-src 'none'").and.contain("script-src 'self';");
      const page = await answer.text();
      expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url = '']) => url)).to.satisfy((urls: string[]) =>
        urls.every((url) => /^[/#]/.test(url)),
      );
      expect(page).to.not.match(/<script>|<style>| on\w+=/);
    });

  it('show every event with its fields, and an example', async () => {
    const page = await (await ask('/docs/events')).text();
    for (const [type, { source }] of Object.entries(catalog))
      expect(page, type).to.match(new RegExp(`<h2 id="${type}">[^]*?stated by ${source.slice(1)};`));
    for (const field of ['data.items[].price', 'data.decision.policy', 'traceparent'])
      expect(page, field).to.contain(`<code>${field}</code>`);
    expect(page).to.contain('&quot;specversion&quot;: &quot;1.0&quot;').and.not.contain('undefined');
  });

  it('say the version of the release', async () => {
    const manifest: unknown = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
    const document: unknown = await (await ask('/openapi.json')).json();
    expect(document).to.have.nested.property('info.version', (manifest as { readonly version: string }).version);
  });
});
