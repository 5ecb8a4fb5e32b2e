import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

// What the API promises from this release on: tests compare with it.
await bootstrap();
const { openApi } = await import('../packages/gateway/dist/src/docs/openapi.js');
const { asyncApi } = await import('../packages/gateway/dist/src/docs/asyncapi.js');

const directory = join(root, 'docs/api');
mkdirSync(directory, { recursive: true });
for (const [name, document] of Object.entries({ 'openapi.json': openApi(), 'asyncapi.json': asyncApi() }))
  writeFileSync(join(directory, name), `${JSON.stringify(document, null, 2)}\n`);
