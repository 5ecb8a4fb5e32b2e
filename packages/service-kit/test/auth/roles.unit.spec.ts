import { expect } from 'chai';
import { rolesIn } from '../../src/auth/roles.js';

describe('Roles', () => {
  for (const [claims, path, roles] of [
    [{ roles: ['admin', 'buyer'] }, 'roles', ['admin', 'buyer']],
    [{ roles: 'admin' }, 'roles', ['admin']],
    [{ realm_access: { roles: ['admin'] } }, 'realm_access.roles', ['admin']],
    [{ 'https://shop.example/roles': ['admin'] }, 'https://shop.example/roles', ['admin']],
    [{ roles: [7, null, 'buyer'] }, 'roles', ['buyer']],
    [{ roles: { admin: true } }, 'roles', []],
    [{}, 'realm_access.roles', []],
    [{ roles: 'administrator' }, 'roles', ['administrator']],
    [{}, 'constructor.name', []],
  ] as const)
    it(`are ${JSON.stringify(roles)} at ${path} of ${JSON.stringify(claims)}`, () => {
      expect(rolesIn(claims, path, 'admin')).to.deep.equal(roles);
    });

  it('make an admin of the configured role alone', () => {
    expect(rolesIn({ roles: ['admin'] }, 'roles', 'shop-admin')).to.deep.equal([]);
    expect(rolesIn({ roles: ['shop-admin'] }, 'roles', 'shop-admin')).to.deep.equal(['admin']);
  });

  it('can be given by e-mail address, once that is confirmed', () => {
    const email = 'ann@example.org';
    expect(rolesIn({ email, email_verified: true }, 'email', email)).to.deep.equal(['admin']);
    expect(rolesIn({ email, email_verified: false }, 'email', email)).to.deep.equal([]);
    expect(rolesIn({ email }, 'email', email)).to.deep.equal([]);
  });
});
