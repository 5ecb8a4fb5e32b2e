import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { renderMatrix } from './table.js';

const guarantees = readFileSync(new URL('../../../../../docs/guarantees.md', import.meta.url), 'utf8');

/** A row without its padding. */
const cellsIn = (line: string): string[] => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---'));

describe('docs/guarantees.md', () => {
  it('shows the crash matrix as it is run', () => {
    const lines = guarantees.split('\n').map(cellsIn);
    const [header, ...rows] = renderMatrix().map(cellsIn);
    const start = lines.findIndex((line) => line.join() === header?.join());
    expect(lines.slice(start + 1, start + 1 + rows.length)).to.deep.equal(rows);
    expect(lines[start + 1 + rows.length]).to.deep.equal(['']);
  });
});
