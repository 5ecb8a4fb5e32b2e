import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { customerOf } from '../support/customer.js';
import { skipWithoutBrowser, visit, type Visit } from '../support/browser.js';
import { signIn } from '../support/session.js';
import { theShop } from '../support/shop.js';

describe('Paying and cancelling in the portal', function () {
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

  const openUnpaid = async (page: Page): Promise<string> => {
    const order = { amount: '310.00', description: 'Barista course for two', paymentMode: 'manual' };
    const { id } = await customerOf(url).place(order);
    await signIn(page, 'demo', `/orders/${id}`);
    return id;
  };
  const status = (page: Page, text: string) => page.getByRole('status', { name: 'Status' }).getByText(text).waitFor();
  const number = (page: Page) => page.getByRole('textbox', { name: 'Card number' });

  const enterCard = async (page: Page, digits: string): Promise<void> => {
    await number(page).fill(digits);
    await page.getByRole('textbox', { name: 'Expiry' }).fill('1234');
    await page.getByRole('textbox', { name: 'Security code' }).fill('123');
  };

  it('says why a card was declined, and takes another one', async () => {
    const { page } = seen;
    await openUnpaid(page);
    await page.getByRole('button', { name: 'Pay by card' }).click();
    await enterCard(page, '4000000000000002');
    expect(await number(page).inputValue()).to.equal('4000 0000 0000 0002');
    expect(await number(page).getAttribute('autocomplete')).to.equal('cc-number');
    await page.getByRole('button', { name: 'Pay €310.00' }).click();
    await page.getByRole('alert').getByText('Your bank declined the card.').waitFor();
    await enterCard(page, '4242424242424242');
    await page.getByRole('button', { name: 'Try again: pay €310.00' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await status(page, 'Delivered');
    const attempts = page.getByRole('region', { name: 'Payment' }).getByRole('listitem');
    expect(await attempts.allInnerTexts()).to.have.length(2);
  });

  it('sends another key for another card, and forgets a card when its dialog is closed', async () => {
    const { page } = seen;
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/payments/pay/')) keys.push(request.headers()['idempotency-key']);
    });
    await openUnpaid(page);
    for (const card of ['4000000000000002', '4000000000009995']) {
      await page.getByRole('button', { name: 'Pay by card' }).click();
      expect(await number(page).inputValue()).to.equal('');
      await enterCard(page, card);
      await page.getByRole('button', { name: 'Pay €310.00' }).click();
      await page.getByRole('alert').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(await page.content()).not.to.include(card.slice(-8, -4));
    }
    expect(new Set(keys).size).to.equal(2);
    expect(keys[0]).to.match(/^[\da-f-]{36}$/);
  });

  it('cancels an order once it is confirmed, and no more after that', async () => {
    const { page } = seen;
    await openUnpaid(page);
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Keep order' }).click();
    await status(page, 'Created');
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click();
    await status(page, 'Cancelled');
    await page.getByText('You cancelled it.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const cancel = page.getByRole('button', { name: 'Cancel order' });
    expect(await cancel.getAttribute('aria-disabled')).to.equal('true');
    expect(await page.getByRole('button', { name: 'Pay by card' }).count()).to.equal(0);
  });

  it('redeems a voucher that the customer has earned', async () => {
    const { page } = seen;
    const earning = await customerOf(url).place({ amount: '150.00', description: 'test earning' });
    const { code } = await customerOf(url).voucherOf(earning.id);
    await signIn(page);
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByRole('textbox', { name: 'Amount' }).fill('20');
    await page.getByRole('textbox', { name: 'Description' }).fill('test redeeming');
    await page.getByRole('combobox', { name: 'Voucher' }).click();
    await page.getByRole('option', { name: code }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    const money = page.getByRole('region', { name: 'Money' });
    await money.getByText('€15.00').waitFor();
    await money.getByText(code).waitFor();
    await page.getByRole('region', { name: 'What happened' }).getByText('Voucher redeemed').waitFor();
  });
});
