import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

const web = new URL('../../web/', import.meta.url);
const budgets = { shop: 200_000, ops: 250_000 } as const;

const budgetOf = (page: string): number => (page.includes('/pages/ops/') ? budgets.ops : budgets.shop);

const filesOf = (manifest: Readonly<Record<string, Chunk>>, name: string): Set<string> => {
  const chunk = manifest[name];
  if (!chunk) return new Set();
  const imported = (chunk.imports ?? []).flatMap((each) => [...filesOf(manifest, each)]);
  return new Set([chunk.file, ...(chunk.css ?? []), ...imported]);
};

const gzipped = async (file: string): Promise<number> => gzipSync(await readFile(new URL(file, web))).length;

describe('The first load of the portal', () => {
  it('has at most 200 kB of scripts and styles, whichever page it is of; 250 kB for operators', async () => {
    const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', web), 'utf8')) as Record<string, Chunk>;
    const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
    const pages = Object.keys(manifest).filter((name) => name.includes('/pages/') && name.endsWith('-page.tsx'));
    expect(pages).to.include.members(['src/pages/order/order-page.tsx', 'src/pages/ops/letters/letters-page.tsx']);
    for (const page of pages) {
      const files = new Set([...filesOf(manifest, entry ?? ''), ...filesOf(manifest, page)]);
      const sizes = await Promise.all([...files].map(gzipped));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(total, page).to.be.greaterThan(50_000);
      expect(total, page).to.be.at.most(budgetOf(page));
    }
  });
});
