import { expect } from 'chai';
import { OperationLog } from '../../src/index.js';
import { type Accounts, openAccounts } from '../support/accounts.js';

describe('OperationLog', () => {
  let service: Accounts;

  beforeEach(async () => {
    service = await openAccounts();
  });
  afterEach(() => service.database.close());

  it('takes what somebody published, also what PostgreSQL does not store', async () => {
    const log = new OperationLog(service.database);
    const operation = { at: new Date(), actor: 'ann', action: 'discard' } as const;
    await log.record([
      { ...operation, letterId: 'order.1', eventId: '\0', eventType: 'half \ud800 a pair' },
      { ...operation, letterId: 'order.2', eventId: null, eventType: 'order.sent \u{1f525}' },
    ]);
    const { operations } = await log.list({ limit: 9 });
    expect(operations.map(({ letterId, eventId, eventType }) => [letterId, eventId, eventType])).to.have.deep.members([
      ['order.1', '\ufffd', 'half \ufffd a pair'],
      ['order.2', null, 'order.sent \u{1f525}'],
    ]);
  });
});
