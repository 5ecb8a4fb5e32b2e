import { InProcessEventBus } from '../../src/index.js';
import { Arrivals, type BusHarness, type DeadLetter, eventBusConformance, InMemoryParking } from '../../src/testing/index.js';

const harness: BusHarness = {
  broker: 'none',
  open: () => {
    const parking = new InMemoryParking();
    const errors = new Arrivals<unknown>();
    const bus = new InProcessEventBus(parking, { onError: (error) => errors.add(error) });
    return Promise.resolve({
      bus,
      errors,
      inject: (service, body) => bus.deliver(service, body),
      parked: async (service, count) => {
        const ofService = (letters: readonly DeadLetter[]) => letters.filter((letter) => letter.service === service);
        return ofService(await parking.parked.until((letters) => ofService(letters).length >= count));
      },
      close: () => bus.close(),
    });
  },
};

eventBusConformance('InProcessEventBus', harness);
