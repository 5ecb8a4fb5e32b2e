import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { skipWithoutBrowser, visit } from '../support/browser.js';
import { customerOf } from '../support/customer.js';
import { judge, looks } from '../support/judge.js';
import { signIn } from '../support/session.js';
import { theShop } from '../support/shop.js';

describe('The pages of the portal', function () {
  this.timeout(60_000);
  let url: string;
  const ids = { items: '', manual: '', cancelled: '' };

  before(async function () {
    skipWithoutBrowser(this);
    ({ url } = await theShop());
    const customer = customerOf(url);
    const items = [
      { name: 'Croissant', price: '2.10', quantity: 12 },
      { name: 'Orange juice', price: '26.30', quantity: 4 },
    ];
    const earning = await customer.place({ items, description: 'test kitchen: breakfast for the team' });
    const { code } = await customer.voucherOf(earning.id);
    const discounted = await customer.place({ items, description: 'test kitchen: breakfast, again', voucherCode: code });
    const manual = await customer.place({ amount: '310.00', description: 'Barista course for two', paymentMode: 'manual' });
    const declined = await customer.place({ amount: '18.90', description: 'xxxl aprons' });
    await customer.reaching(declined.id, 'cancelled');
    await customer.reaching(discounted.id, 'delivered');
    Object.assign(ids, { items: discounted.id, manual: manual.id, cancelled: declined.id });
  });

  for (const look of looks)
    describe(`on a ${look.screen}, ${look.scheme}`, () => {
      const looking = async (look_: (page: Page) => Promise<void>): Promise<void> => {
        const { page, complaints, leave } = await visit(url, look);
        await look_(page);
        expect(complaints).to.deep.equal([]);
        await leave();
      };

      it('stand in nobody’s way: sign-in, profile, no page', () =>
        looking(async (page) => {
          await page.goto('/');
          await page.getByRole('button', { name: 'Continue as demo' }).waitFor();
          await judge(page, 'sign-in', look);
          await signIn(page, 'demo', '/profile');
          await page.getByRole('heading', { name: 'Appearance' }).waitFor();
          await judge(page, 'profile', look);
          await page.getByRole('button', { name: 'Account of demo' }).click();
          await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
          await judge(page, 'account', look, false);
          await page.goto('/nowhere');
          await page.getByText('There is nothing at this address').waitFor();
          await judge(page, 'not-found', look);
        }));

      it('stand in nobody’s way: orders, a new order, vouchers', () =>
        looking(async (page) => {
          await signIn(page);
          await page.getByText('Barista course for two').first().waitFor();
          await judge(page, 'orders', look);
          await page.getByLabel('From').fill('2020-01-01');
          await page.getByLabel('To').fill('2020-01-02');
          await page.getByText('No order matches').waitFor();
          await judge(page, 'orders-none', look);
          await page.getByRole('button', { name: 'New order' }).click();
          await page.getByText('Line items').click();
          await page.getByRole('button', { name: 'Place order' }).click();
          await page.getByText('Enter a name').waitFor();
          await judge(page, 'new-order', look, false);
          await page.goto('/vouchers');
          await page.getByText('€5.00').first().waitFor();
          await judge(page, 'vouchers', look);
        }));

      it('stand in nobody’s way: an order, its payment and its cancellation', () =>
        looking(async (page) => {
          await signIn(page, 'demo', `/orders/${ids.items}`);
          await page.getByRole('region', { name: 'Payment' }).getByText('Paid').first().waitFor();
          await judge(page, 'order', look);
          await page.goto(`/orders/${ids.cancelled}`);
          await page.getByText('This order was cancelled.').waitFor();
          await judge(page, 'order-cancelled', look);
          await page.goto(`/orders/${ids.manual}`);
          await page.getByRole('region', { name: 'Payment' }).getByText('Waiting for your card.').waitFor();
          await judge(page, 'order-unpaid', look);
          await page.getByRole('button', { name: 'Pay by card' }).click();
          await page.getByRole('button', { name: 'Pay €310.00' }).click();
          await page.getByText('Enter the 12 to 19 digits').waitFor();
          await judge(page, 'pay', look, false);
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: 'Cancel order' }).click();
          await page.getByRole('button', { name: 'Keep order' }).waitFor();
          await judge(page, 'cancel', look, false);
        }));
    });
});
