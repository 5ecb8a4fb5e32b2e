import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What stands in the way of somebody, one line each. */
export const obstaclesOn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), rules);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
};
