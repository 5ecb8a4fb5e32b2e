import { expect } from 'chai';
import { dayWindow, relativeTime } from '../../src/format/dates.js';

const now = Date.parse('2026-11-21T12:00:00Z');
const relative = (time: string): string => relativeTime(time, now, 'en');

describe('Dates as the portal shows them', () => {
  it('tells how long ago and how far ahead', () => {
    expect(relative('2026-11-21T11:59:30Z')).to.equal('just now');
    expect(relative('2026-11-21T11:57:00Z')).to.equal('3 minutes ago');
    expect(relative('2026-11-20T12:00:00Z')).to.equal('yesterday');
    expect(relative('2027-02-19T12:00:00Z')).to.equal('in 3 months');
  });

  it('takes both days of a window in, by the calendar of the reader', () => {
    const { createdFrom, createdTo } = dayWindow('2026-11-20', '2026-11-21');
    expect(createdFrom).to.equal(new Date(2026, 10, 20).toISOString());
    expect(createdTo).to.equal(new Date(2026, 10, 22).toISOString());
  });

  it('leaves a window open where a day is missing or is none', () => {
    expect(dayWindow(undefined, undefined)).to.deep.equal({ createdFrom: undefined, createdTo: undefined });
    expect(dayWindow('2026-13-45', undefined).createdFrom).to.equal(undefined);
  });
});
