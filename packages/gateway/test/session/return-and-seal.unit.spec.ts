import { expect } from 'chai';
import { localPath } from '../../src/session/return-to.js';
import { newSecret, seal, unseal } from '../../src/session/seal.js';

describe('Where a sign-in returns to', () => {
  for (const path of ['/', '/orders', '/orders/1?x=1&y=%20#z', '/a//b'])
    it(`is ${path}`, () => expect(localPath(path)).to.equal(path));

  for (const elsewhere of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'orders',
    '',
    undefined,
    ['/a', '/b'],
  ])
    it(`is never ${JSON.stringify(elsewhere)}`, () => expect(localPath(elsewhere)).to.equal('/'));
});

describe('A seal', () => {
  const secret = newSecret();

  it('opens with its secret alone, and is another each time', () => {
    expect(unseal(secret, seal(secret, 'tökens'))).to.equal('tökens');
    expect(seal(secret, 'x').equals(seal(secret, 'x'))).to.equal(false);
    expect(() => unseal(newSecret(), seal(secret, 'x'))).to.throw();
  });

  it('does not open once a bit has changed', () => {
    const sealed = seal(secret, 'x');
    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => unseal(secret, changed), `byte ${index}`).to.throw();
    }
  });
});
