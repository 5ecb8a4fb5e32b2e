import type { ProjectionResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { customerOf } from '../../support/customer.js';
import { operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { type Shop, theShop } from '../../support/shop.js';
import { holdView } from '../../support/shop-database.js';

describe('The projections in the portal', function () {
  this.timeout(60_000);
  let shop: Shop;
  let seen: Visit;

  before(async function () {
    skipWithoutBrowser(this);
    shop = await theShop();
    const customer = customerOf(shop.url);
    const { id } = await customer.place({ amount: '210.00', description: 'test kitchen: to be rebuilt' });
    await customer.voucherOf(id);
  });
  beforeEach(async () => {
    seen = await visit(shop.url);
    await signIn(seen.page, 'admin', '/ops/projections');
  });
  afterEach(async () => {
    expect(seen.complaints).to.deep.equal([]);
    await seen.leave();
  });

  const panel = (title: string) => seen.page.getByRole('region', { name: title });
  const answer = (name: string) => seen.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const rebuildOf = async (name: string): Promise<ProjectionResponse['rebuild']> =>
    (await operatorOf(shop.url).projections()).find((projection) => projection.name === name)?.rebuild ?? null;

  it('are rebuilt once that is confirmed', async () => {
    const vouchers = panel('Vouchers');
    await vouchers.getByText('Never rebuilt').waitFor();
    await vouchers.getByRole('button', { name: 'Rebuild…' }).click();
    await answer('Leave it');
    expect(await rebuildOf('voucher')).to.equal(null);
    await vouchers.getByRole('button', { name: 'Rebuild…' }).click();
    await answer('Rebuild');
    await seen.page.getByText('The rebuild of vouchers was asked for.').waitFor();
    await vouchers.getByText('Rebuilt', { exact: true }).waitFor();
    await vouchers.getByText('asked for by admin').waitFor();
    const rebuild = await rebuildOf('voucher');
    expect(rebuild).to.include({ status: 'done', requestedBy: 'admin' });
    const events = `${rebuild?.eventsRead} event${rebuild?.eventsRead === 1 ? '' : 's'} of`;
    await vouchers.getByText(events).waitFor();
  });

  it('show how far a rebuild is, which can be cancelled', async () => {
    const { page } = seen;
    const { letGo } = await holdView(shop, 'payment', 'payments');
    const payments = panel('Payments');
    await payments.getByRole('button', { name: 'Rebuild…' }).click();
    await answer('Rebuild');
    await payments.getByText('Swapping in').waitFor();
    expect(await payments.getByRole('progressbar', { name: 'Rebuild of payments' }).getAttribute('value')).to.equal('99');
    await payments.getByText(/^\d+ of \d+ events?, [\d,]+ events\/s$/).waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Projections' }).getByText('Swapping in').waitFor();
    await page.goBack();
    await payments.getByRole('button', { name: 'Cancel rebuild…' }).click();
    await answer('Let it go on');
    expect(await rebuildOf('payment')).to.include({ status: 'swapping' });
    await payments.getByRole('button', { name: 'Cancel rebuild…' }).click();
    await answer('Cancel rebuild');
    await page.getByText('The rebuild of payments is given up.').waitFor();
    await payments.getByText('Cancelled', { exact: true }).waitFor();
    await letGo();
    expect(await rebuildOf('payment')).to.include({ status: 'cancelled' });
  });

  it('say why a rebuild did not begin', async () => {
    const { page } = seen;
    await page.route('**/rebuild*', (route) =>
      route.fulfill({ status: 409, json: { type: 'about:blank', title: 'Conflict', status: 409, detail: 'Not now.' } }),
    );
    await panel('Orders').getByRole('button', { name: 'Rebuild…' }).click();
    await answer('Rebuild');
    await page.getByRole('dialog').getByRole('alert').getByText('Not now.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).to.equal('Rebuild…');
  });
});
