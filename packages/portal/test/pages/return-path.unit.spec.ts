import { expect } from 'chai';
import { returnPath } from '../../src/pages/sign-in/return-path.js';

describe('The way back after signing in', () => {
  it('is a page of the portal', () => {
    expect(returnPath('/orders/1?x=2')).to.equal('/orders/1?x=2');
    expect(returnPath(null)).to.equal('/orders');
    expect(returnPath('/sign-in?returnTo=/')).to.equal('/orders');
  });

  it('never leads to another site', () => {
    for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect(returnPath(path)).to.equal('/orders');
  });
});
