import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';

describe('The queues in the portal', function () {
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

  const open = async (): Promise<void> => {
    await signIn(seen.page, 'admin', '/ops/queues');
    await seen.page.getByRole('table', { name: 'Queues, by service' }).waitFor();
  };
  const rowOf = (table: string, text: string) =>
    seen.page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });

  it('are attended, and those with dead letters lead to them', async () => {
    const { order } = await operatorOf(url).poison('a sale to look for');
    const { page } = seen;
    await open();
    expect(await rowOf('Queues, by service', 'Queue').count()).to.equal(4);
    expect(await page.getByText('No consumer').count()).to.equal(0);
    await rowOf('Queues, by service', 'Queue order').getByRole('link').click();
    await page.getByRole('heading', { name: 'Dead letters' }).waitFor();
    await page.locator(`a[data-row]`).first().waitFor();
    expect(new URL(page.url()).searchParams.get('service')).to.equal('order');
    expect(await operatorOf(url).lettersOf(order.id)).to.have.length(1);
  });

  it('are shown with the relays that fill them', async () => {
    await open();
    await rowOf('Relays, by service', 'Payment').getByText('Up to date').waitFor();
    await rowOf('Relays, by service', 'Payment').getByText('Publishes').waitFor();
  });

  it('say so when nobody takes from one, and when they are not heard of any more', async () => {
    const { page } = seen;
    await page.route('**/api/ops/queues', (route) =>
      route.fulfill({
        json: { data: [{ service: 'order', queue: 'order', role: 'events', ready: 7, consumers: 0 }], unavailable: ['voucher'] },
      }),
    );
    await open();
    await rowOf('Queues, by service', 'Order').getByText('No consumer').waitFor();
    await page.getByText('Service unavailable: voucher.').waitFor();
    await page.route('**/api/ops/queues', (route) =>
      route.fulfill({ status: 403, json: { type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Not any more.' } }),
    );
    await page.getByText('This is how it was at').waitFor();
    await page.reload();
    await page.getByRole('alert').getByText('The queues could not be loaded').waitFor();
  });
});
