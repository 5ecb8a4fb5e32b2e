import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { customerOf } from '../../support/customer.js';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { addressOf, operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';

describe('A dead letter in the portal', function () {
  this.timeout(60_000);
  let url: string;
  let seen: Visit;
  let operator: ReturnType<typeof operatorOf>;

  before(async function () {
    skipWithoutBrowser(this);
    ({ url } = await theShop());
    operator = operatorOf(url);
  });
  beforeEach(async () => {
    seen = await visit(url);
  });
  afterEach(async () => {
    expect(seen.complaints).to.deep.equal([]);
    await seen.leave();
  });

  const choose = async (page: Page, action: string, confirmation: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: action }).click();
    await page.getByRole('dialog').getByRole('button', { name: confirmation, exact: true }).click();
  };
  const listOf = (orderId: string): string => `/ops/dead-letters?subject=${orderId}`;

  it('is found, read, and sent back, where it fails again as a new letter', async () => {
    const { order, letter } = await operator.poison('a counter sale');
    const { page } = seen;
    await signIn(page, 'admin');
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByRole('navigation', { name: 'operators' }).getByRole('link', { name: 'Dead letters' }).click();
    await page.getByRole('searchbox', { name: 'Subject' }).fill(order.id);
    await page.keyboard.press('Enter');
    await page.getByRole('row').getByRole('link', { name: 'payment.confirmed' }).click();
    await page.getByRole('region', { name: 'Error' }).getByText('the order costs 310.00 EUR').first().waitFor();
    await page.getByRole('region', { name: 'Event, in full' }).getByText('paid at the till').waitFor();
    await choose(page, 'Redrive…', 'Redrive');
    await page.getByText('The letter was sent back to Order.').waitFor();
    await page.goto(listOf(order.id));
    const next = page.getByRole('row').getByRole('link', { name: 'payment.confirmed' });
    await page.waitForFunction(
      (gone) => !document.querySelector(`a[href="${gone}"]`) && document.querySelector('a[data-row]') !== null,
      addressOf(letter),
    );
    expect(await next.getAttribute('href')).to.match(/^\/ops\/dead-letters\/order\/[\da-f-]{36}$/);
    expect((await operator.lettersOf(order.id)).map(({ id }) => id)).not.to.include(letter.id);
  });

  it('is mended by hand, and then the order goes on', async () => {
    const { order, letter } = await operator.poison('a counter sale, mended');
    const { page } = seen;
    await signIn(page, 'admin', addressOf(letter));
    await page.getByRole('button', { name: 'Edit…' }).click();
    const event = page.getByRole('dialog').getByRole('textbox', { name: 'Event' });
    const text = await event.inputValue();
    await event.fill(text.slice(0, -1));
    await page.getByRole('button', { name: 'Redrive edited' }).click();
    await page.getByText('This is not JSON').waitFor();
    await event.fill(text.replace('payment.confirmed', 'payment.lost'));
    await page.getByRole('button', { name: 'Redrive edited' }).click();
    await page.getByRole('alert').getByText('The event was not redriven').waitFor();
    await event.fill(text.replace('300.00', '310.00'));
    await page.getByRole('button', { name: 'Redrive edited' }).click();
    await page.getByText('The edited event was sent to Order.').waitFor();
    await customerOf(url).reaching(order.id, 'delivered');
    expect(await operator.lettersOf(order.id)).to.deep.equal([]);
  });

  it('is discarded once that is confirmed', async () => {
    const { order, letter } = await operator.poison('a counter sale, given up');
    const { page } = seen;
    await signIn(page, 'admin', addressOf(letter));
    await choose(page, 'Discard…', 'Leave it');
    expect(await operator.lettersOf(order.id)).to.have.length(1);
    await choose(page, 'Discard…', 'Discard');
    await page.getByText('The letter was discarded.').waitFor();
    expect(await operator.lettersOf(order.id)).to.deep.equal([]);
    await page.goto(addressOf(letter));
    await page.getByText('There is no such letter').waitFor();
  });

  it('goes with the others that match, after their number is shown', async () => {
    const { order } = await operator.poison('a counter sale among others');
    const { page } = seen;
    await signIn(page, 'admin', listOf(order.id));
    await choose(page, 'Discard matching…', 'Discard 1 letter');
    await page.getByText('1 letter discarded.').waitFor();
    await page.getByText('No letter matches').waitFor();
    expect(await operator.lettersOf(order.id)).to.deep.equal([]);
  });

  it('says whose letters are missing when a service does not answer', async () => {
    const { page } = seen;
    await page.route('**/api/ops/dead-letters*', (route) =>
      route.fulfill({ json: { data: [], nextCursor: null, unavailable: ['payment'] } }),
    );
    await signIn(page, 'admin', '/ops/dead-letters');
    await page.getByText('Service unavailable: payment.').waitFor();
  });
});
