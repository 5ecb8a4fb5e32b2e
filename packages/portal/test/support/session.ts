import type { Page } from 'playwright-core';

export const signIn = async (page: Page, account: 'demo' | 'admin' = 'demo', path = '/'): Promise<void> => {
  await page.goto(path);
  await page.getByRole('button', { name: `Continue as ${account}` }).click();
  await page.getByRole('button', { name: `Account of ${account}` }).waitFor();
};
