import { expect } from 'chai';
import { counted, duration } from '../../../src/pages/ops/shared/numbers.js';

describe('Numbers for operators', () => {
  it('come with their word', () => {
    expect(counted(0, 'letter')).to.equal('0 letters');
    expect(counted(1, 'letter')).to.equal('1 letter');
    expect(counted(1_204, 'letter')).to.equal('1,204 letters');
    expect(counted(2, 'relay is behind', 'relays are behind')).to.equal('2 relays are behind');
  });

  it('name a duration in the unit that says most', () => {
    expect([0.2, 119, 120, 7_199, 7_200].map(duration)).to.deep.equal(['0 s', '119 s', '2 min', '120 min', '2 h']);
  });
});
