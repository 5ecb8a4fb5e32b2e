import { mayDoWithoutRabbitmq } from '../../src/servers/scripts.js';

/** Skips where no broker is to be had, neither from a binary nor from Docker; with CI=true that fails for want of one. */
export const skipWithoutBroker = (test: Mocha.Context): void => {
  // Nothing to test against; npm test counts it and says so.
  if (mayDoWithoutRabbitmq()) test.skip();
};
