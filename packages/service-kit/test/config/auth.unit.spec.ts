import { expect } from 'chai';
import { authSettings } from '../../src/config/auth.js';
import { readEnvironment } from '../../src/config/environment.js';
import { problemsOf } from '../support/problems-of.js';

describe('The settings of authentication', () => {
  const tokens = (value: string) => {
    const settings = readEnvironment({ AUTH_STATIC_TOKENS: value }, authSettings);
    return settings.mode === 'static' ? settings.tokens : [];
  };

  it('read tokens with users and roles', () => {
    expect(tokens('t1=demo,t2=admin:admin, dG9rZW4==ann@example.org')).to.deep.equal([
      { token: 't1', principal: { userId: 'demo', roles: [] } },
      { token: 't2', principal: { userId: 'admin', roles: ['admin'] } },
      { token: 'dG9rZW4=', principal: { userId: 'ann@example.org', roles: [] } },
    ]);
  });

  for (const bad of ['x', '=demo', 't=', 't=demo:', 't=a:b:c', 't=demo,', 't=demo,,u=x', 'a b=demo', 't=a,t=b'])
    it(`refuse "${bad}" without showing it`, () => {
      const [problem] = problemsOf({ AUTH_STATIC_TOKENS: bad }, authSettings);
      expect(problem).to.match(/^AUTH_STATIC_TOKENS: must .*; the value given is not shown$/);
    });

  it('say which entry is malformed', () => {
    expect(problemsOf({ AUTH_STATIC_TOKENS: 'a=b,c' }, authSettings)[0]).to.contain('entry 2');
  });

  it('require a token, and refuse static tokens in production', () => {
    expect(problemsOf({}, authSettings)[0]).to.match(/^AUTH_STATIC_TOKENS: must be token=user/);
    expect(problemsOf({ NODE_ENV: 'production', AUTH_STATIC_TOKENS: 't=u' }, authSettings)[0]).to.match(
      /^AUTH_MODE: must not be static.*NODE_ENV is production/,
    );
  });

  it('need an issuer over HTTPS and an audience for oidc, and no static token', () => {
    const oidc = { AUTH_MODE: 'oidc', OIDC_ISSUER: 'https://accounts.google.com', OIDC_AUDIENCE: 'shop' };
    expect(readEnvironment({ ...oidc, NODE_ENV: 'production' }, authSettings)).to.deep.equal({
      mode: 'oidc',
      issuer: 'https://accounts.google.com',
      audience: 'shop',
      rolesClaim: 'roles',
      adminRole: 'admin',
    });
    const names = problemsOf({ AUTH_MODE: 'oidc' }, authSettings).map((problem) => problem.split(':')[0]);
    expect(names).to.deep.equal(['OIDC_ISSUER', 'OIDC_AUDIENCE']);
    for (const issuer of ['http://localhost:4000', 'http://127.0.0.1/realms/shop', 'http://[::1]:4000'])
      expect(problemsOf({ ...oidc, OIDC_ISSUER: issuer }, authSettings), issuer).to.deep.equal([]);
    for (const issuer of [
      'http://accounts.example',
      'accounts.google.com',
      'https://a.example?x=1',
      'http://localhost.evil.example',
    ])
      expect(problemsOf({ ...oidc, OIDC_ISSUER: issuer }, authSettings).join(), issuer).to.match(/^OIDC_ISSUER: must be/);
  });

  it('know no other mode', () => {
    expect(problemsOf({ AUTH_MODE: 'none', AUTH_STATIC_TOKENS: 't=u' }, authSettings)).to.deep.equal([
      'AUTH_MODE: must be static, for development, or oidc; "none" was given',
    ]);
  });
});
