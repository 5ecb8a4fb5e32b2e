import { expect } from 'chai';
import { skipWithoutBrowser, visit, type Visit } from '../../support/browser.js';
import { customerOf } from '../../support/customer.js';
import { judge, looks } from '../../support/judge.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';

const measured = 'Messages handled';

describe('The activity of the services in the portal', function () {
  this.timeout(120_000);
  let url: string;
  let seen: Visit;

  before(async function () {
    skipWithoutBrowser(this);
    ({ url } = await theShop());
  });
  afterEach(async () => {
    expect(seen.complaints).to.deep.equal([]);
    await seen.leave();
  });

  /** Two hours of figures that go up and down, as a service gives them; they are made up so that every picture is the same. */
  const activityOf = (service: string, part: number) => ({
    service,
    stepSeconds: 60,
    now: { pending: 2, lagSeconds: 0.4, waiting: part * 3 },
    buckets: Array.from({ length: 61 }, (_, minute) => {
      const wave = 1 + Math.sin((minute + part * 9) / 6) / 2;
      return {
        at: new Date(Date.UTC(2026, 10, 21, 9, minute)).toISOString(),
        events: Math.round(wave * 900 * (part + 1)),
        handled: Math.round(wave * 1_300 * (part + 1)),
        retried: 0,
        p50Ms: Math.round(wave * 18 * (part + 1)),
        p95Ms: Math.round(wave * 70 * (part + 1)),
        pending: Math.round(wave * 4),
        lagSeconds: wave * 0.2 * (part + 1),
        waiting: Math.max(0, Math.round(Math.sin(minute / 5 + part) * 40)),
      };
    }),
  });

  for (const look of looks)
    it(`is a page without obstacles on a ${look.screen} in ${look.scheme}`, async () => {
      seen = await visit(url, look);
      const { page } = seen;
      const data = ['order', 'payment', 'voucher', 'event-store'].map(activityOf);
      await page.route('**/api/ops/activity*', (route) => route.fulfill({ json: { data, unavailable: [] } }));
      await signIn(page, 'admin', '/ops/activity');
      await page.locator('.recharts-line-curve').nth(23).waitFor();
      await judge(page, 'ops-activity', look);
    });

  it('shows what was just done, over the time that is asked for, and as figures', async () => {
    const { id } = await customerOf(url).place({ amount: '20.00', description: 'test' });
    expect(id).to.have.length(36);
    seen = await visit(url);
    const { page } = seen;
    await signIn(page, 'admin', '/ops/activity');
    await page.getByText('15 min', { exact: true }).click();
    await page.waitForURL('**/ops/activity?minutes=15');
    const panel = page.getByRole('region', { name: measured, exact: true });
    await panel.getByText('Figures').click();
    const table = panel.getByRole('table', { name: measured });
    await table.getByRole('columnheader', { name: 'Event store' }).waitFor();
    await table
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: /[1-9]/ }) })
      .first()
      .waitFor({ timeout: 60_000 });
  });

  it('says when it cannot be shown, and of whom', async () => {
    seen = await visit(url);
    const { page } = seen;
    await page.route('**/api/ops/activity*', (route) =>
      route.fulfill({
        status: 503,
        json: { type: 'about:blank', title: 'Away', status: 503, detail: 'No service can be reached.' },
      }),
    );
    await signIn(page, 'admin', '/ops/activity');
    await page.getByRole('alert').getByText('The figures could not be loaded').waitFor({ timeout: 60_000 });
    await page.route('**/api/ops/activity*', (route) =>
      route.fulfill({ json: { data: [activityOf('order', 0)], unavailable: ['voucher'] } }),
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Service unavailable: voucher.').waitFor();
    await page.getByRole('region', { name: measured, exact: true }).waitFor();
  });
});
