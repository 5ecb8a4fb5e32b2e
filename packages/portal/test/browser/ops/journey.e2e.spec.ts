import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { customerOf } from '../../support/customer.js';
import { judge, looks } from '../../support/judge.js';
import { operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';

describe("An order's journey in the portal", function () {
  this.timeout(120_000);
  let url: string;
  let seen: Visit;
  let poisoned: string;

  before(async function () {
    skipWithoutBrowser(this);
    ({ url } = await theShop());
    poisoned = (await operatorOf(url).poison('Roaster, paid in cash')).order.id;
  });
  afterEach(async () => {
    expect(seen.complaints).to.deep.equal([]);
    await seen.leave();
  });

  for (const look of looks)
    it(`is a page without obstacles on a ${look.screen} in ${look.scheme}`, async () => {
      seen = await visit(url, look);
      const { page } = seen;
      await signIn(page, 'admin', `/ops/journeys/${poisoned}`);
      await page.getByRole('heading', { name: 'Dead letters' }).waitFor();
      await judge(page, 'ops-journey', look);
    });

  it('is found by the id of an order, and shows where each event went', async () => {
    const { id } = await customerOf(url).place({ amount: '207.00', description: 'test' });
    seen = await visit(url);
    const { page } = seen;
    await signIn(page, 'admin', '/ops/journeys');
    await page.getByRole('textbox', { name: 'Order id' }).fill(` ${id} `);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(`**/ops/journeys/${id}`);
    const created = page.getByRole('list', { name: 'Deliveries of order.created' });
    await created.getByRole('listitem').filter({ hasText: 'Payment' }).getByText('Handled', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'voucher.issued' }).waitFor();
  });

  it('leads to the dead letter where it stopped', async () => {
    const { order } = await operatorOf(url).poison('Scales, paid in cash');
    seen = await visit(url);
    const { page } = seen;
    await signIn(page, 'admin', `/ops/journeys/${order.id}`);
    await page.getByRole('region', { name: 'Dead letters' }).getByRole('link', { name: 'payment.confirmed' }).click();
    await page.waitForURL('**/ops/dead-letters/order/*');
  });

  it('is reached by an admin from an order', async () => {
    seen = await visit(url);
    const { page } = seen;
    const { id } = await customerOf(url, 'thisisanadmintoken').place({ amount: '20.00', description: 'test' });
    await signIn(page, 'admin', `/orders/${id}`);
    await page.getByRole('link', { name: 'Journey' }).click();
    await page.waitForURL(`**/ops/journeys/${id}`);
    await page.getByRole('heading', { name: 'order.created' }).waitFor();
  });

  it('says when there is none', async () => {
    seen = await visit(url);
    const { page } = seen;
    await signIn(page, 'admin', '/ops/journeys/00000000-0000-7000-8000-000000000000');
    await page.getByText('No order of this id').waitFor();
    await page.getByRole('textbox', { name: 'Order id' }).fill('7');
    await page.getByRole('textbox', { name: 'Order id' }).press('Enter');
    await page.getByText('That is no order id').waitFor();
  });
});
