import { broker } from './broker.js';
import { brokerless } from './brokerless.js';
import { delivery } from './delivery.js';
import { draining } from './draining.js';
import { failure } from './failure.js';
import type { BusHarness, BusUnderTest, OpenBus } from './harness.js';
import { poison } from './poison.js';
import { routing } from './routing.js';
import { sending } from './sending.js';
import { testPolicy } from './service.js';

/** Defines, with mocha, the tests that every EventBus must pass. The harness is asked for a bus for each of them. */
export const eventBusConformance = (name: string, harness: BusHarness): void => {
  describe(`${name} as an event bus`, () => {
    const opened: BusUnderTest[] = [];
    const open: OpenBus = async (services) => {
      const bus = await harness.open(services, testPolicy.delays);
      opened.push(bus);
      return bus;
    };
    afterEach(async () => {
      for (const bus of opened.splice(0)) await bus.close();
    });

    describe('routes', () => routing(open));
    describe('sends', () => sending(open));
    describe('delivers', () => delivery(open));
    describe('copes with failure', () => failure(open));
    describe('copes with poison', () => poison(open));
    describe('drains', () => draining(open));
    const control = harness.broker;
    if (control === 'none') describe('has no broker', () => brokerless(open));
    else describe('survives its broker', () => broker(open, control));
  });
};
