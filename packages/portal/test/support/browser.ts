import { type Browser, chromium, type Page } from 'playwright-core';

export const screens = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
export const schemes = ['light', 'dark'] as const;

export interface Look {
  readonly screen: keyof typeof screens;
  readonly scheme: (typeof schemes)[number];
}

const executablePath = process.env['TEST_CHROMIUM_PATH'];
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

let browser: Promise<Browser> | undefined;

/** Skips a suite where there is no browser, which the test runner has said. */
export const skipWithoutBrowser = (suite: Mocha.Context): void => {
  // npm test has said that no browser is to be had; with CI=true it has failed for want of one.
  if (executablePath === undefined) suite.skip();
};

/** What a page must not say: errors of ours, and what the security policy has kept from it. */
const watch = (page: Page, complaints: string[]): void => {
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
};

const onADesk: Look = { screen: 'desktop', scheme: 'light' };

/** A page of a visitor of its own, nothing stored. */
export const visit = async (url: string, { screen, scheme }: Look = onADesk, locale = 'en-GB') => {
  browser ??= chromium.launch({ executablePath: executablePath ?? '', args });
  const context = await (
    await browser
  ).newContext({
    baseURL: url,
    viewport: screens[screen],
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale,
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  watch(page, complaints);
  return { page, complaints, leave: () => context.close() };
};

export type Visit = Awaited<ReturnType<typeof visit>>;

after('close the browser', async () => {
  await (await browser)?.close();
});
