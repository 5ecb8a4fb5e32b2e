import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { obstaclesOn } from './axe.js';
import { type Look, schemes, screens } from './browser.js';
import { takePicture } from './screenshots.js';

export const looks = Object.keys(screens).flatMap((screen) => schemes.map((scheme) => ({ screen, scheme }) as Look));

/** No obstacle, nothing to scroll sideways for, and a picture. */
export const judge = async (page: Page, name: string, look: Look, fullPage = true): Promise<void> => {
  await takePicture(page, name, look, fullPage);
  expect(await obstaclesOn(page), name).to.deep.equal([]);
  const hidden = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(hidden, `${name}, width`).to.be.at.most(0);
};
