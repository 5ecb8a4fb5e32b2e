import { expect } from 'chai';
import { TokenKeeper } from '../../src/oidc/token-keeper.js';
import type { Grant, Session } from '../../src/session/sessions.js';

const grant = (refresh: string): Grant => ({
  userId: 'ann',
  name: 'Ann',
  role: null,
  tokens: { passed: `for ${refresh}`, refresh, id: null },
  expiresAt: new Date(Date.now() + 600_000),
});

/** One stale session, which can end while its tokens are refreshed. */
const keeping = (endsMeanwhile: boolean) => {
  const stale: Session = { ...grant('old'), expiresAt: new Date(0), version: 1 };
  const revoked: string[] = [];
  const keeper = new TokenKeeper({
    sessions: {
      find: () => Promise.resolve(stale),
      claim: () => Promise.resolve(true),
      replace: () => Promise.resolve(!endsMeanwhile),
      release: () => Promise.resolve(),
      end: () => Promise.resolve(undefined),
    },
    refresh: () => Promise.resolve(grant('new')),
    revoke: (token) => Promise.resolve(void revoked.push(token)),
  });
  return { tokenOf: () => keeper.tokenOf('id', stale), revoked };
};

describe('A token that is refreshed', () => {
  it('is the one for services from then on', async () => {
    const { tokenOf, revoked } = keeping(false);
    expect(await tokenOf()).to.equal('for new');
    expect(revoked).to.deep.equal([]);
  });

  it('is worth nothing when its user has signed out meanwhile', async () => {
    const { tokenOf, revoked } = keeping(true);
    expect(await tokenOf()).to.equal(undefined);
    expect(revoked).to.deep.equal(['new']);
  });
});
