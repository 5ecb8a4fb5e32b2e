import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';

describe('The overview for operators', function () {
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

  const card = (title: string) =>
    seen.page.getByRole('listitem').filter({ has: seen.page.getByRole('heading', { name: title }) });

  it('says how everything is, and leads on by keyboard', async () => {
    const { page } = seen;
    await operatorOf(url).poison('a sale that is noticed');
    await signIn(page, 'admin');
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByRole('heading', { name: 'Operations' }).waitFor();
    await page.getByRole('region', { name: 'Services' }).getByText('All ready').waitFor();
    await card('Dead letters').getByText('Given up by 1 service').waitFor();
    await card('Queues').getByText('Attended').waitFor();
    await card('Relays').getByText('Up to date').waitFor();
    await card('Timers').getByText('overdue').waitFor();
    await card('Projections').getByText('3 views').waitFor();
    await card('Dead letters').getByRole('link').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ops/queues');
  });

  it('names what is not ready, and what is not known', async () => {
    const { page } = seen;
    const checks = { order: 'ok', payment: 'relay 12 s behind', voucher: 'ok' };
    await page.route('**/health/ready', (route) => route.fulfill({ status: 503, json: { status: 'unavailable', checks } }));
    await page.route('**/api/ops/timers*', (route) => route.abort());
    await page.route('**/api/ops/queues', (route) => route.fulfill({ json: { data: [], unavailable: ['payment'] } }));
    await signIn(page, 'admin', '/ops');
    const services = page.getByRole('region', { name: 'Services' });
    await services.getByText('Not all ready').waitFor();
    await services.getByText('Relay 12 s behind').waitFor();
    await card('Queues').getByText('In part').waitFor();
    await card('Timers').getByText('Not known').waitFor();
  });

  it('does not call ready what it has not heard of', async () => {
    const { page } = seen;
    await page.route('**/health/ready', (route) =>
      route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Away</h1>' }),
    );
    await signIn(page, 'admin', '/ops');
    await page.getByRole('alert').getByText('It is not known whether they are ready.').waitFor();
  });
});
