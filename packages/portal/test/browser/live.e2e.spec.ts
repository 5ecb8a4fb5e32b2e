import { expect } from 'chai';
import { customerOf } from '../support/customer.js';
import { skipWithoutBrowser, visit, type Visit } from '../support/browser.js';
import { openLiveServer } from '../support/live-server.js';
import { signIn } from '../support/session.js';
import { theShop } from '../support/shop.js';

describe('The live connection of the portal', function () {
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
  afterEach(() => seen.leave());

  it('shows what is streamed when it is streamed, and tells of its loss and its return', async () => {
    const { page } = seen;
    const live = await openLiveServer();
    await live.feed(page);
    await signIn(page);
    await page.getByText('Live', { exact: true }).waitFor();

    const { id } = await customerOf(url).place({ amount: '3.00', description: 'Streamed', paymentMode: 'manual' });
    const link = page.locator(`a[href="/orders/${id}"]`);
    expect(await link.count()).to.equal(0);
    live.tell('order.created', id);
    await link.waitFor();

    live.goDown();
    await page.getByText('Connection lost.').waitFor();
    live.comeBack();
    await page.getByText('Connected again.').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await live.close();
  });

  it('is lost with the gateway and returns with it, and so does what happened meanwhile', async () => {
    const { page } = seen;
    const shop = await theShop();
    const { place } = customerOf(url);
    const manual = { amount: '3.00', paymentMode: 'manual' };
    const row = (id: string) => page.locator(`a[href="/orders/${id}"]`);
    await signIn(page);
    await page.getByText('Live', { exact: true }).waitFor();
    await row((await place({ ...manual, description: 'Before' })).id).waitFor();
    await shop.goAway();
    await page.getByText('Connection lost.').waitFor();
    await shop.comeBack();
    const meanwhile = await place({ ...manual, description: 'Meanwhile' });
    await page.getByText('Connected again.').waitFor();
    await row(meanwhile.id).waitFor();
    await row((await place({ ...manual, description: 'Afterwards' })).id).waitFor();
    const { id } = await place({ amount: '3.00', description: 'test to the end' });
    await page
      .getByRole('row')
      .filter({ has: row(id) })
      .getByText('Delivered')
      .waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
  });

  it('tells that nothing can be reached, where changes are not streamed, and when it can be again', async () => {
    const { page } = seen;
    await page.route('**/api/orders/stream', (route) => route.fulfill({ status: 404 }));
    await signIn(page);
    await page.getByText('Up to date', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('Connection lost.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Connected again.').waitFor();
  });
});
