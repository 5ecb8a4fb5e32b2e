import { canStartRabbitmq } from '../../src/servers/scripts.js';

/** Skips where no broker is to be had, neither from a binary nor from Docker; with CI=true that fails for want of one. */
export const skipWithoutBroker = (test: Mocha.Context): void => {
  if (!canStartRabbitmq() && process.env['CI'] !== 'true') test.skip();
};
