import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { skipWithoutBrowser, visit, type Visit } from '../support/browser.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import { openShop, type Shop } from '../support/shop.js';

describe('Signing in to the portal at an OpenID provider', function () {
  this.timeout(60_000);
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
  let shop: Shop;
  let seen: Visit;

  before(async function () {
    skipWithoutBrowser(this);
    provider = await startIdentityProvider();
    shop = await openShop(provider.env);
  });
  beforeEach(async () => {
    seen = await visit(shop.url);
  });
  afterEach(() => seen.leave());

  const begin = (page: Page) => page.getByRole('link', { name: 'Continue to sign in' }).click();

  /** What a person does at the provider. */
  const consent = async (page: Page): Promise<void> => {
    await page.waitForURL(`${provider.issuer}/interaction/**`);
    await page.getByPlaceholder('Enter any login').fill('ann');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  const signIn = async (page: Page, path = '/'): Promise<void> => {
    await page.goto(path);
    await begin(page);
    await consent(page);
    await page.getByRole('button', { name: 'Account of Name of ann' }).waitFor();
  };

  it('comes back to the page that was asked for, where orders can be placed and followed', async () => {
    const { page, complaints } = seen;
    await signIn(page, '/vouchers?status=issued');
    expect(page.url()).to.equal(`${shop.url}/vouchers?status=issued`);
    expect(await page.getByText('Development').count()).to.equal(0);
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByRole('textbox', { name: 'Amount' }).fill('12.00');
    await page.getByRole('textbox', { name: 'Description' }).fill('test tea');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('status', { name: 'Status' }).getByText('Delivered').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('is needed again once the session is over, and leads back to where it was', async () => {
    const { page } = seen;
    await signIn(page, '/profile');
    await page.getByText('Live', { exact: true }).waitFor(); // nothing is asked for any more
    const elsewhere = await page.request.post('/auth/sign-out', { headers: { Origin: shop.url } });
    expect(elsewhere.ok()).to.equal(true);
    await page.getByRole('link', { name: 'Vouchers' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await begin(page); // the provider still knows who this is
    await page.getByRole('button', { name: 'Account of Name of ann' }).waitFor();
    expect(new URL(page.url()).pathname).to.equal('/vouchers');
  });

  it('ends at the provider too with a sign-out', async () => {
    const { page } = seen;
    await signIn(page, '/profile');
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${provider.issuer}/session/end**`);
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await begin(page);
    await page.waitForURL(`${provider.issuer}/interaction/**`);
  });

  it('says why it did not happen, and can be tried again', async () => {
    const { page } = seen;
    await page.goto('/vouchers');
    await begin(page);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByText('You were not signed in').waitFor();
    await page.goto(page.url().replace('refused', 'unavailable'));
    await page.getByText('Nobody can sign in at the moment').waitFor();
    await begin(page);
    await consent(page);
    await page.getByRole('button', { name: 'Account of Name of ann' }).waitFor();
    expect(new URL(page.url()).pathname).to.equal('/vouchers');
  });
});
