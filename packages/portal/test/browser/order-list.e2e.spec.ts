import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../support/browser.js';
import { customerOf } from '../support/customer.js';
import { signIn } from '../support/session.js';
import { openShop, type Shop } from '../support/shop.js';

const admin = 'thisisanadmintoken';

describe('The list of orders', function () {
  this.timeout(90_000);
  let shop: Shop;
  let seen: Visit;

  before(async function () {
    skipWithoutBrowser(this);
    shop = await openShop();
  });
  beforeEach(async () => {
    seen = await visit(shop.url);
  });
  afterEach(async () => {
    expect(seen.complaints).to.deep.equal([]);
    await seen.leave();
  });

  const rows = () => seen.page.getByRole('row').filter({ has: seen.page.getByRole('cell') });
  const titles = () => rows().getByRole('link').allInnerTexts();

  it('can be filled with samples: what is missing after a failure is placed, and nothing twice', async () => {
    const { page } = seen;
    await signIn(page);
    let posts = 0;
    await page.route('**/api/orders', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      posts += 1;
      if (posts === 4) await route.fetch(); // placed, but nobody hears of it
      return posts === 4 ? route.abort() : route.continue();
    });
    await page.getByRole('button', { name: 'Fill with sample orders' }).click();
    await page.getByText('5 sample orders are missing').waitFor();
    await page.getByRole('button', { name: 'Place the rest' }).click();
    await page.getByText('8 sample orders were placed.').waitFor();
    await page.getByText('sample orders are missing').waitFor({ state: 'detached' });
    await page.getByText('Cups and saucers').waitFor();
    const all = await titles();
    expect(all).to.have.length(8);
    expect(new Set(all).size).to.equal(8);
  });

  it('has pages, which can be gone through, sorted and filtered', async () => {
    const { page } = seen;
    const { place } = customerOf(shop.url, admin);
    const names = Array.from({ length: 45 }, (_, index) => `Order ${index + 1}`);
    for (const [index, description] of names.entries())
      await place({ amount: `${((index * 7) % 45) + 1}.00`, description, paymentMode: 'manual' });
    const newest = names.toReversed();

    await signIn(page, 'admin');
    await page.getByRole('link', { name: 'Order 45' }).waitFor();
    expect(await titles()).to.deep.equal(newest.slice(0, 20));
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByRole('link', { name: 'Order 25', exact: true }).waitFor();
    expect(await titles()).to.deep.equal(newest.slice(20, 40));
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByRole('link', { name: 'Order 5', exact: true }).waitFor();
    expect(await titles()).to.deep.equal(newest.slice(40));
    expect(await page.getByRole('button', { name: 'Older' }).isDisabled()).to.equal(true);

    await page.getByRole('button', { name: 'Amount' }).click();
    const amounts = (await rows().getByText('€').allInnerTexts()).map((text) => Number(text.replace('€', '')));
    expect(amounts).to.deep.equal([1, 8, 15, 22, 29].toReversed());
    expect(await page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).to.equal('descending');

    await page.reload();
    await page.getByRole('link', { name: 'Order 5', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByRole('link', { name: 'Order 25', exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Order 5', exact: true }).waitFor();

    await page.getByLabel('Status').selectOption('Delivered');
    await page.getByText('No order matches').waitFor();
    await page.getByRole('button', { name: 'Show all orders' }).click();
    await page.getByRole('link', { name: 'Order 45' }).waitFor();
    await page.getByLabel('Status').selectOption('Created');
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByRole('link', { name: 'Order 25', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('status')).to.equal('created');
  });

  it('shows that it is being loaded, and why it cannot be, until it can', async () => {
    const { page } = seen;
    const problem = { code: 'service_unavailable', status: 503, title: 'Service Unavailable', type: 'about:blank' };
    const detail = 'The order service cannot be reached. Try again in a moment.';
    await page.route('**/api/orders', async (route) => {
      await page.getByRole('status', { name: 'Loading your orders' }).waitFor();
      await route.fulfill({ status: 503, contentType: 'application/problem+json', json: { ...problem, detail } });
    });
    await signIn(page, 'admin');
    const alert = page.getByRole('alert');
    await alert.getByText('Your orders could not be loaded').waitFor();
    await alert.getByText(detail).waitFor();
    await page.unroute('**/api/orders');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Order 45' }).waitFor();
  });
});
