import { defaultRetryPolicy, namesOf } from '@ordermill/eventing';
import { type ChannelModel, connect, type GetMessage } from 'amqplib';
import type { Finding } from './finding.js';
import { modules } from './services.js';

/** Nothing waits, and nothing was given up. */
export const checkQueues = async (brokerUrl: string): Promise<Finding[]> => {
  const model = await connect(brokerUrl);
  try {
    const findings: Finding[] = [];
    for (const { name } of modules) {
      const { queue, waitQueue, deadLetters } = namesOf('ordermill', name);
      const waiting = [queue, ...defaultRetryPolicy.delays.map(waitQueue)];
      for (const each of waiting) findings.push(...(await waitingIn(model, each)));
      findings.push(...(await deadLettersIn(model, deadLetters)));
    }
    return findings;
  } finally {
    await model.close();
  }
};

const waitingIn = async (model: ChannelModel, queue: string): Promise<Finding[]> => {
  const channel = await model.createChannel();
  const { messageCount } = await channel.checkQueue(queue);
  await channel.close();
  return messageCount === 0 ? [] : [{ kind: 'unsettled', about: queue, problem: `${messageCount} messages wait` }];
};

/** Looked at and left where they are: closing the channel puts them back. */
const deadLettersIn = async (model: ChannelModel, queue: string): Promise<Finding[]> => {
  const channel = await model.createChannel();
  const findings: Finding[] = [];
  for (let letter = await channel.get(queue); letter; letter = await channel.get(queue)) findings.push(describe(letter, queue));
  await channel.close();
  return findings;
};

const describe = ({ properties: { headers = {}, type } }: GetMessage, queue: string): Finding => {
  const { 'x-ordermill-reason': reason, 'x-ordermill-error': error }: Readonly<Record<string, unknown>> = headers;
  return { kind: 'dead letter', about: queue, problem: `${String(type)}: ${String(reason)}, ${String(error)}` };
};
