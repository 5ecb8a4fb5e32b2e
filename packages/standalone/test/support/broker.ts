import { serviceNames } from '@ordermill/contracts';
import { defaultRetryPolicy, namesOf } from '@ordermill/eventing';
import { connect } from 'amqplib';
import type * as Scripts from '../../../../scripts/rabbitmq.mjs';

const scripts = (await import(new URL('../../../../../scripts/rabbitmq.mjs', import.meta.url).href)) as typeof Scripts;

let node: Promise<Scripts.PrivateRabbitmq> | undefined;

/** A broker of this test run's own, started for the first who asks and ended after the last spec. */
export const privateBroker = (): Promise<Scripts.PrivateRabbitmq> => (node ??= scripts.startRabbitmq());

after('end RabbitMQ', async () => {
  await (await node)?.kill();
});

/** Skips a suite where no broker is to be had; with CI=true it fails for want of one. */
export const skipWithoutBroker = (suite: Mocha.Context): void => {
  // Nothing to test against; npm test counts it and says so.
  if (scripts.mayDoWithoutRabbitmq()) suite.skip();
};

/** Takes away every queue of Ordermill with all that is in it. */
export const removeTopology = async (url: string): Promise<void> => {
  const model = await connect(url);
  const channel = await model.createChannel();
  for (const service of serviceNames) {
    const { queue, deadLetters, waitQueue } = namesOf('ordermill', service);
    for (const name of [queue, deadLetters, ...defaultRetryPolicy.delays.map(waitQueue)]) await channel.deleteQueue(name);
  }
  await model.close();
};
