import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canUseApt, installWithApt } from './apt.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, name));

const findBrowser = () => process.env.CHROMIUM_PATH ?? NAMES.flatMap(onPath).find(isExecutable);

/** The path of a Chromium for the tests. Undefined where there is none to be had, which is said; with CI=true that rejects. */
export const provisionBrowser = async () => {
  if (!findBrowser() && canUseApt()) await installWithApt('chromium');
  const path = findBrowser();
  if (path) return path;
  const reason = `no browser: CHROMIUM_PATH is not set, there is no ${NAMES.join(', ')}, and apt cannot install one`;
  if (process.env.CI === 'true') throw new Error(reason);
  console.log(`ordermill: ${reason}. Tests in a browser are skipped.`);
  return undefined;
};
