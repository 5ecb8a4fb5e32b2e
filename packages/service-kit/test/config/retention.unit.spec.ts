import { expect } from 'chai';
import { readEnvironment, retentionSettings } from '../../src/index.js';

describe('The retention of the inbox', () => {
  it('is a month, and twice as long as letters can be redriven', () => {
    expect(readEnvironment({}, retentionSettings)).to.deep.equal({ INBOX_RETENTION_DAYS: 30, REDRIVE_WINDOW_DAYS: 14 });
  });

  it('is refused when a letter could be redriven after it is forgotten', () => {
    const env = { INBOX_RETENTION_DAYS: '14', REDRIVE_WINDOW_DAYS: '14' };
    expect(() => readEnvironment(env, retentionSettings)).to.throw(
      /INBOX_RETENTION_DAYS: must be longer than REDRIVE_WINDOW_DAYS and all retries/,
    );
  });

  it('is refused when the last retry could come after it is forgotten', () => {
    const env = { INBOX_RETENTION_DAYS: '1.0005', REDRIVE_WINDOW_DAYS: '1' };
    expect(() => readEnvironment(env, retentionSettings)).to.throw(/INBOX_RETENTION_DAYS/);
  });

  for (const value of ['0', '-1', 'a month', '1e3', '12345'])
    it(`is refused as "${value}"`, () => {
      expect(() => readEnvironment({ INBOX_RETENTION_DAYS: value }, retentionSettings)).to.throw(
        /INBOX_RETENTION_DAYS: must be days/,
      );
    });
});
