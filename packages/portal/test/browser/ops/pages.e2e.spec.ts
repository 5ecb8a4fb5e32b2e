import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { screens, skipWithoutBrowser, visit } from '../../support/browser.js';
import { customerOf } from '../../support/customer.js';
import { judge, looks } from '../../support/judge.js';
import { addressOf, operatorOf } from '../../support/operator.js';
import { signIn } from '../../support/session.js';
import { theShop } from '../../support/shop.js';
import { holdView } from '../../support/shop-database.js';

describe('The pages for operators', function () {
  this.timeout(60_000);
  let url: string;
  let view: Awaited<ReturnType<typeof holdView>> | undefined;
  const ids = { letter: '' };

  before(async function () {
    skipWithoutBrowser(this);
    const shop = await theShop();
    ({ url } = shop);
    await customerOf(url).place({ amount: '96.00', description: 'Milk jugs', paymentMode: 'manual' });
    const operator = operatorOf(url);
    view = await holdView(shop, 'payment', 'payments');
    await operator.rebuild('payment');
    await operator.poison('Espresso machine, paid in cash');
    const { letter } = await operator.poison('Grinder, paid in cash');
    Object.assign(ids, { letter: addressOf(letter) });
  });

  after(() => view?.letGo());

  it('are refused to a customer, who is not shown the way', async () => {
    const { page, complaints, leave } = await visit(url);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await signIn(page, 'demo', '/ops/dead-letters');
    await page.getByText('This page is for admins').waitFor();
    expect(await page.getByRole('link', { name: 'Operations' }).count()).to.equal(0);
    expect(asked.filter((path) => path.startsWith('/api/ops'))).to.deep.equal([]);
    await page.getByRole('link', { name: 'Go to your orders' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    expect(complaints).to.deep.equal([]);
    await leave();
  });

  for (const look of looks)
    describe(`on a ${look.screen}, ${look.scheme}`, () => {
      const looking = async (look_: (page: Page) => Promise<void>): Promise<void> => {
        const { page, complaints, leave } = await visit(url, look);
        await look_(page);
        expect(complaints).to.deep.equal([]);
        await leave();
      };

      it('stand in nobody’s way: the refusal', () =>
        looking(async (page) => {
          await signIn(page, 'demo', '/ops/queues');
          await page.getByText('This page is for admins').waitFor();
          await judge(page, 'ops-refused', look);
        }));

      it('stand in nobody’s way: dead letters', () =>
        looking(async (page) => {
          await signIn(page, 'admin', '/ops/dead-letters');
          await page.getByRole('link', { name: 'payment.confirmed' }).first().waitFor();
          await judge(page, 'ops-dead-letters', look);
          await page.goto('/ops/dead-letters?reason=crashed');
          await page.getByText('No letter matches').waitFor();
          await judge(page, 'ops-dead-letters-none', look);
          await page.goto(ids.letter);
          await page.getByText('Stack trace').click();
          await judge(page, 'ops-dead-letter', look);
          await page.getByRole('button', { name: 'Edit…' }).click();
          await page.getByRole('textbox', { name: 'Event' }).waitFor();
          await judge(page, 'ops-dead-letter-edit', look, false);
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: 'Discard…' }).click();
          await page.getByRole('button', { name: 'Leave it' }).waitFor();
          await judge(page, 'ops-dead-letter-discard', look, false);
        }));

      it('stand in nobody’s way: queues', () =>
        looking(async (page) => {
          await signIn(page, 'admin', '/ops/queues');
          await page.getByText('Up to date').first().waitFor();
          await page.getByText('Queue voucher').waitFor();
          await judge(page, 'ops-queues', look);
        }));

      it('stand in nobody’s way: overview, timers, projections', () =>
        looking(async (page) => {
          await signIn(page, 'admin', '/ops');
          await page.getByText('All ready').waitFor();
          await page.getByText('Swapping in').waitFor();
          await judge(page, 'ops-overview', look);
          await page.getByRole('link', { name: 'Timers' }).first().click();
          await page.getByRole('table', { name: 'Timers, the soonest first' }).waitFor();
          await judge(page, 'ops-timers', look);
          await page.goto('/ops/projections');
          await page.getByRole('region', { name: 'Payments' }).getByText('Swapping in').waitFor();
          const place = await page.locator('a[aria-current="page"][href="/ops/projections"]').boundingBox();
          expect((place?.x ?? -1) + (place?.width ?? 0)).to.be.within(1, screens[look.screen].width);
          await judge(page, 'ops-projections', look);
          await page.getByRole('region', { name: 'Payments' }).getByRole('button').click();
          await page.getByRole('button', { name: 'Let it go on' }).waitFor();
          await judge(page, 'ops-projection-cancel', look, false);
          await page.keyboard.press('Escape');
          await page.getByRole('region', { name: 'Orders' }).getByRole('button').click();
          await page.getByRole('button', { name: 'Leave it' }).waitFor();
          await judge(page, 'ops-projection-rebuild', look, false);
        }));
    });
});
