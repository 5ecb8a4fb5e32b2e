import { expect } from 'chai';
import { Parking, InProcessEventBus, type Processor } from '../../src/index.js';
import { Arrivals } from '../../src/testing/index.js';
import { testEvent } from '../../src/testing/conformance/events.js';

const process: Processor = (messages) =>
  Promise.resolve(
    messages.map(() => ({ type: 'park', failure: { reason: 'rejected', error: 'Error: no', stack: '', tries: 1 } })),
  );

/** Cannot be reached so many times. */
class UnreachableParking extends Parking {
  readonly calls = new Arrivals<string>();

  constructor(private readonly times: number) {
    super();
  }

  override async park(service: string): Promise<void> {
    this.calls.add(service);
    if (this.calls.all.length <= this.times) throw new Error('the database is away');
  }
}

describe('parking in the in-process bus', () => {
  const open = async (times: number) => {
    const parking = new UnreachableParking(times);
    const errors = new Arrivals<unknown>();
    const bus = new InProcessEventBus(parking, { onError: (error) => errors.add(error) });
    const consumer = await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 1 });
    return { bus, consumer, parking, errors };
  };

  it('is tried again until it is durable, and only then is the event confirmed', async () => {
    const { bus, parking, errors } = await open(2);
    await bus.publish(testEvent('stock.moved', 'one', 1));
    expect(parking.calls.all).to.deep.equal(['one', 'one', 'one']);
    expect(errors.all.map(String)).to.deep.equal(Array(2).fill('Error: the database is away'));
  });

  it('does not hold up the end: what cannot be parked goes back to its publisher', async () => {
    const { bus, consumer, errors } = await open(Infinity);
    const published = bus.publish(testEvent('stock.moved', 'one', 1)).then(
      () => 'confirmed',
      () => 'rejected',
    );
    await errors.count(1);
    await consumer.drain();
    expect(await published).to.equal('rejected');
  });
});
