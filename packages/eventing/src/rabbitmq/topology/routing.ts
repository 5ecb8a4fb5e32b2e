import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelModel } from 'amqplib';

const firstToAnswerEarly = [3, 13] as const;
const graceMs = 500;

const answersEarly = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [firstMajor, firstMinor] = firstToAnswerEarly;
  return major > firstMajor || (major === firstMajor && minor >= firstMinor);
};

/**
 * Resolves when the broker routes by every binding that it has confirmed on the connection. From 3.13 on it commits a binding, and routes by it
 * a little later; whoever asks for the same binding between the two is told that it is there, and what he publishes then goes nowhere:
 * https://github.com/rabbitmq/rabbitmq-server/blob/v4.0.5/deps/rabbit/src/rabbit_db_binding.erl
 */
export const untilRouted = async ({ connection }: ChannelModel): Promise<void> => {
  if (answersEarly(connection.serverProperties.version)) await sleep(graceMs);
};
