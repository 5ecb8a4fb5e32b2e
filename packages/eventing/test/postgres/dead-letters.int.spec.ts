import { InProcessEventBus, PostgresDeadLetters, PostgresParking } from '../../src/index.js';
import { openTestDatabase } from '../../src/testing/index.js';
import { deadLettersConformance } from '../support/dead-letters-conformance.js';

describe('PostgresDeadLetters', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  deadLettersConformance('PostgresDeadLetters', async () => {
    const { database } = await openTestDatabase({ catalog: {}, projections: [], migrations: [] });
    const databaseOf = () => database;
    const bus = new InProcessEventBus(new PostgresParking(databaseOf));
    const deliver = (service: string, body: Uint8Array) => bus.deliver(service, body);
    const deadLetters = new PostgresDeadLetters({ databaseOf, deliver });
    closing.push(
      () => bus.close(),
      () => deadLetters.settled(),
      () => database.close(),
    );
    return { bus, deadLetters, inject: (body) => bus.deliver('one', body), settled: () => deadLetters.settled() };
  });
});
