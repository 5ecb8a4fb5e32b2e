import { expect } from 'chai';
import { type Answer, KeptAnswers } from '../../src/index.js';
import { type Accounts, credit, openAccounts } from '../support/accounts.js';

const request = (id: string, fingerprint = 'f') => ({ id, fingerprint });
const answerOf = (balance: number): Answer => ({ status: 201, headers: { ETag: '"1"' }, body: `{"balance":${balance}}` });

describe('KeptAnswers', () => {
  let replicas: readonly Accounts[];
  before(async () => {
    const service = await openAccounts();
    replicas = [service, await openAccounts(service.name)];
  });
  after(() => Promise.all(replicas.map(({ database }) => database.close())));

  const creditOnce = (id: string, account: string, replica = 0, fingerprint = 'f') => {
    const { unitOfWork, accounts } = replicas[replica] as Accounts;
    return new KeptAnswers(unitOfWork).once(request(id, fingerprint), async () =>
      answerOf(await accounts.change(account, () => [credit(1)])),
    );
  };
  const balanceOf = async (account: string): Promise<unknown> => {
    const balances = await (replicas[0] as Accounts).balances();
    return balances.find(({ id }) => id === account)?.balance;
  };

  it('does the work once, and answers the same to whoever comes again, on any replica', async () => {
    expect(await creditOnce('1', 'a')).to.deep.equal({ type: 'answered', answer: answerOf(1) });
    const again = await creditOnce('1', 'a', 1);
    expect(again).to.include({ type: 'replayed' }).and.to.have.property('answer').that.deep.includes(answerOf(1));
    expect(await balanceOf('a')).to.equal(1);
  });

  it('does the work once for many who come together, each on any replica, and all have one answer', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => creditOnce('2', `b${index}`, index % 2)));
    const bodies = new Set(outcomes.map((outcome) => 'answer' in outcome && outcome.answer.body));
    expect([...bodies]).to.deep.equal(['{"balance":1}']);
    expect(outcomes.filter(({ type }) => type === 'answered')).to.have.length(1);
    const changed = (await (replicas[0] as Accounts).balances()).filter(({ id }) => id.startsWith('b'));
    expect(changed).to.have.length(1);
  });

  it('knows a request that is not the same, and does nothing', async () => {
    await creditOnce('3', 'c');
    expect(await creditOnce('3', 'c', 0, 'another')).to.deep.equal({ type: 'reused' });
    expect(await balanceOf('c')).to.equal(1);
  });

  it('keeps nothing when the work fails, neither answer nor effect', async () => {
    const { unitOfWork, accounts } = replicas[0] as Accounts;
    const failure = await new KeptAnswers(unitOfWork)
      .once(request('4'), async () => {
        await accounts.change('d', () => [credit(1)]);
        throw new Error('broken');
      })
      .catch((error: unknown) => error);
    expect(failure).to.have.property('message', 'broken');
    expect(await balanceOf('d')).to.equal(undefined);
    expect(await creditOnce('4', 'd')).to.include({ type: 'answered' });
  });

  it('does the work again when somebody else changed the same stream meanwhile', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => creditOnce(`5-${index}`, 'e', index % 2)));
    expect(await balanceOf('e')).to.equal(8);
  });

  it('lets a change that is made apart stay, whatever becomes of the rest', async () => {
    const { unitOfWork, accounts } = replicas[0] as Accounts;
    await new KeptAnswers(unitOfWork)
      .once(request('6'), async () => {
        await unitOfWork.apart(() => accounts.change('f', () => [credit(2)]));
        expect(await balanceOf('f'), 'committed at once').to.equal(2);
        await accounts.change('f', () => [credit(5)]);
        throw new Error('broken');
      })
      .catch(() => undefined);
    expect(await balanceOf('f')).to.equal(2);
  });
});
