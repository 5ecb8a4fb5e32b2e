import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { customerOf } from '../../support/customer.js';
import { operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';

describe('The timers in the portal', function () {
  this.timeout(60_000);
  let url: string;
  let seen: Visit;

  before(async function () {
    skipWithoutBrowser(this);
    ({ url } = await theShop());
  });
  beforeEach(async () => {
    seen = await visit(url);
  });
  afterEach(async () => {
    expect(seen.complaints).to.deep.equal([]);
    await seen.leave();
  });

  it('are shown with what they wait for, and by service', async () => {
    const { page } = seen;
    const { id } = await customerOf(url).place({ amount: '12.00', description: 'paid later', paymentMode: 'manual' });
    const { service } = await operatorOf(url).timerOf(id);
    await signIn(page, 'admin', '/ops/timers');
    const timers = page.getByRole('table', { name: 'Timers, the soonest first' });
    await timers.getByRole('row').filter({ hasText: id }).getByText('Waiting').waitFor();
    const totals = page.getByRole('table', { name: 'Timers, by service' });
    expect(await totals.getByRole('row').count()).to.equal(5);
    await page.getByRole('combobox', { name: 'Service' }).selectOption(service);
    await page.waitForURL(`**/ops/timers?service=${service}`);
    await totals.getByRole('row').nth(2).waitFor({ state: 'detached' });
    await timers.getByRole('row').filter({ hasText: id }).waitFor();
    await page.getByRole('combobox', { name: 'Service' }).selectOption('event-store');
    await page.getByText('No timer waits').waitFor();
  });
});
