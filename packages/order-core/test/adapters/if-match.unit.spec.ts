import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { etagOf, versionsIn } from '../../src/adapters/if-match.js';

describe('If-Match', () => {
  it('allows any version when it is absent or an asterisk', () => {
    expect(versionsIn(undefined)).to.equal(undefined);
    expect(versionsIn('*')).to.equal(undefined);
  });

  for (const [header, versions] of Object.entries({
    [etagOf(1)]: [1],
    '"1", "2"': [1, 2],
    ', "1" ,, "2",': [1, 2],
    '': [],
    'W/"1"': [],
    'W/"1", "2"': [2],
    '"abc", "", "1,2", "é", "01", "1.0", "99999999999999999999"': [],
  }))
    it(`allows ${versions.join(' and ') || 'none'} when it is ${header || 'empty'}`, () => {
      expect(versionsIn(header)).to.deep.equal(versions);
    });

  for (const header of ['1', '"1', '1"', 'w/"1"', '*, "1"', '"a b"', "'1'", '"1" x'])
    it(`is refused when it is ${header}`, () => {
      expect(() => versionsIn(header))
        .to.throw(DomainError)
        .with.property('kind', 'invalid');
    });
});
