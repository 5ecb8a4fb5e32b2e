import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Look } from './browser.js';

const directory = fileURLToPath(new URL('../../../../../.artifacts/screenshots/', import.meta.url));

/** A picture for people to look at. */
export const takePicture = async (page: Page, name: string, { screen, scheme }: Look, fullPage: boolean): Promise<void> => {
  await page.screenshot({ path: `${directory}${name}-${screen}-${scheme}.png`, fullPage });
};
