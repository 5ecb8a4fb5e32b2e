import { expect } from 'chai';
import { customerOf } from '../support/customer.js';
import { skipWithoutBrowser, visit, type Visit } from '../support/browser.js';
import { signIn } from '../support/session.js';
import { theShop } from '../support/shop.js';

describe('An order in the portal', function () {
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

  it('is placed, and followed from sign-in to delivery without a reload', async () => {
    const { page } = seen;
    await signIn(page);
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByText('paid automatically when it begins with “test”').waitFor();
    await page.getByRole('textbox', { name: 'Amount' }).fill('207.00');
    await page.getByRole('textbox', { name: 'Description' }).fill('test top up e wallet');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('heading', { name: 'test top up e wallet' }).waitFor();
    await page.getByRole('status', { name: 'Status' }).getByText('Delivered').waitFor();
    await page.getByRole('region', { name: 'Payment' }).getByText('Paid').first().waitFor();
    expect(await page.getByRole('region', { name: 'Money' }).innerText()).to.match(/Charged\s+€207\.00/);
    await page.getByRole('link', { name: 'Vouchers' }).click();
    await page.getByText('€5.00').first().waitFor();
  });

  it('may be priced with a comma by whoever writes one', async () => {
    const { page, complaints, leave } = await visit(url, undefined, 'de-DE');
    await signIn(page);
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByRole('textbox', { name: 'Amount' }).fill('12,5');
    await page.getByRole('textbox', { name: 'Description' }).fill('test with a comma');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('heading', { name: 'test with a comma' }).waitFor();
    expect(await page.getByRole('region', { name: 'Money' }).innerText()).to.match(/12,50\s€/);
    expect(complaints).to.deep.equal([]);
    await leave();
  });

  it('of items shows its exact total while it is entered', async () => {
    const { page } = seen;
    await signIn(page);
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByText('Line items').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Cup');
    await page.getByRole('textbox', { name: 'Price' }).fill('0.10');
    await page.getByRole('textbox', { name: 'Quantity' }).fill('3');
    await page.getByRole('button', { name: 'Add item' }).click();
    const second = page.getByRole('group', { name: 'Item 2' });
    await second.getByRole('textbox', { name: 'Name' }).fill('Saucer');
    await second.getByRole('textbox', { name: 'Price' }).fill('0.20');
    expect(await page.getByRole('status', { name: 'Total' }).innerText()).to.match(/€0\.50/);
    await page.getByRole('textbox', { name: 'Description' }).fill('test tableware');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('region', { name: 'Items' }).getByText('Saucer').waitFor();
  });

  it('appears in the list, and changes there as it happens', async () => {
    const { page } = seen;
    await signIn(page);
    const { id } = await customerOf(url).place({ amount: 11, description: 'test from elsewhere' });
    const row = page.getByRole('row').filter({ has: page.locator(`a[href="/orders/${id}"]`) });
    await row.getByText('Delivered').waitFor();
  });

  it('earns a voucher, whose code can be copied', async () => {
    const { page } = seen;
    const { id } = await customerOf(url).place({ amount: '150.00', description: 'test earning' });
    const { code } = await customerOf(url).voucherOf(id);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, 'demo', '/vouchers');
    const copy = page.getByRole('button', { name: `Copy voucher code ${code}` });
    await copy.click();
    await copy.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.equal(code);
  });

  it('shows what there is while a service is away, and the rest once it can be had', async () => {
    const { page } = seen;
    const { id } = await customerOf(url).place({ amount: '31.00', description: 'Patience', paymentMode: 'manual' });
    const detail = 'The payment service cannot be reached. Try again in a moment.';
    const json = { type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'service_unavailable', detail };
    await page.route('**/api/payments/*', (route) => route.fulfill({ status: 503, json }));
    await signIn(page, 'demo', `/orders/${id}`);
    await page.getByRole('heading', { name: 'Patience' }).waitFor();
    const payment = page.getByRole('region', { name: 'Payment' });
    await payment.getByText(detail).waitFor();
    await page.unroute('**/api/payments/*');
    await payment.getByRole('button', { name: 'Try again' }).click();
    await payment.getByText('Waiting for your card.').waitFor();
  });

  it('is told where its fields are wrong, by the page and by the server', async () => {
    const { page } = seen;
    await signIn(page);
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByText('Enter an amount like 207.00').waitFor();
    await page.getByRole('textbox', { name: 'Amount' }).fill('100000000');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('alert').getByText('The order was not placed').waitFor();
    const amount = page.getByRole('textbox', { name: 'Amount' });
    expect(await amount.getAttribute('aria-invalid')).to.equal('true');
    expect(await page.getByText('99999999.99').count()).to.be.greaterThan(0);
  });
});
