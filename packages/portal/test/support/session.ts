import type { Page } from 'playwright-core';

const tokens = { demo: 'thisisajwttoken', admin: 'thisisanadmintoken' } as const;

export type Account = keyof typeof tokens;

/** Answers for the sessions of the gateway: whoever signs in sends their token. */
export const offerSessions = async (page: Page): Promise<void> => {
  let name: Account | undefined;
  const accounts = [
    { name: 'demo', role: null },
    { name: 'admin', role: 'admin' },
  ];
  await page.route('**/auth/session', (route) =>
    route.fulfill({
      json: { mode: 'static', user: name ? { id: name, name, role: name === 'admin' ? 'admin' : null } : null, accounts },
    }),
  );
  await page.route('**/auth/sign-in', async (route) => {
    name = (route.request().postDataJSON() as { name: Account }).name;
    await page.setExtraHTTPHeaders({ Authorization: `Bearer ${tokens[name]}` });
    await route.fulfill({ status: 204 });
  });
  await page.route('**/auth/sign-out', async (route) => {
    name = undefined;
    await page.setExtraHTTPHeaders({});
    await route.fulfill({ status: 204 });
  });
};

export const signIn = async (page: Page, account: Account = 'demo', path = '/'): Promise<void> => {
  await offerSessions(page);
  await page.goto(path);
  await page.getByRole('button', { name: `Continue as ${account}` }).click();
  await page.getByRole('button', { name: `Account of ${account}` }).waitFor();
};
