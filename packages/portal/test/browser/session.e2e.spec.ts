import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../support/browser.js';
import { signIn } from '../support/session.js';
import { theShop } from '../support/shop.js';

describe('A session in the portal', function () {
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

  const path = () => new URL(seen.page.url()).pathname + new URL(seen.page.url()).search;

  it('begins on the page that was asked for, and tells who one is', async () => {
    const { page } = seen;
    await signIn(page, 'admin', '/vouchers?status=issued');
    expect(path()).to.equal('/vouchers?status=issued');
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Profile and colours' }).click();
    await page.getByText('Administrator').first().waitFor();
  });

  it('ends with a sign-out, and leaves nothing to see', async () => {
    const { page } = seen;
    await signIn(page, 'demo', '/profile');
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/orders');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('that has ended meanwhile leads to the sign-in, and back from there', async () => {
    const { page } = seen;
    await signIn(page, 'demo', '/vouchers');
    await page.getByRole('heading', { name: 'Vouchers', exact: true }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('button', { name: 'Continue as demo' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    expect(path()).to.equal('/orders');
  });

  it('can be had by keyboard alone', async () => {
    const { page } = seen;
    await signIn(page);
    await page.goto('/orders');
    await page.getByRole('button', { name: 'New order' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).to.equal('Skip to content');
    await page.getByRole('button', { name: 'New order' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Amount' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-path') === 'amount');
    await page.keyboard.type('5');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.textContent.includes('New order'));
  });

  it('keeps the colours that were chosen', async () => {
    const { page } = seen;
    await signIn(page, 'demo', '/profile');
    await page.getByText('Dark', { exact: true }).click();
    await page.reload();
    await page.locator(':root[data-mantine-color-scheme="dark"]').waitFor();
  });
});
