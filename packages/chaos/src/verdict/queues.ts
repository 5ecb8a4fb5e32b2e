import { defaultRetryPolicy, namesOf } from '@ordermill/eventing';
import { type Channel, connect, type GetMessage } from 'amqplib';
import { z } from 'zod';
import type { Finding } from './finding.js';
import { serviceNames } from '../services.js';

/** Nothing waits, and nothing was given up. Dead letters stay where they are: the end of the connection puts them back. */
export const checkQueues = async (brokerUrl: string): Promise<Finding[]> => {
  const model = await connect(brokerUrl);
  try {
    const channel = await model.createChannel();
    const findings: Finding[] = [];
    for (const name of serviceNames) {
      const { queue, waitQueue, deadLetters } = namesOf('ordermill', name);
      for (const each of [queue, ...defaultRetryPolicy.delays.map(waitQueue)]) findings.push(...(await waitingIn(channel, each)));
      findings.push(...(await deadLettersIn(channel, deadLetters)));
    }
    return findings;
  } finally {
    await model.close();
  }
};

const waitingIn = async (channel: Channel, queue: string): Promise<Finding[]> => {
  const { messageCount } = await channel.checkQueue(queue);
  return messageCount === 0 ? [] : [{ kind: 'unsettled', about: queue, problem: `${messageCount} messages wait` }];
};

const deadLettersIn = async (channel: Channel, queue: string): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (let letter = await channel.get(queue); letter; letter = await channel.get(queue)) findings.push(describe(letter, queue));
  return findings;
};

const withSubject = z.object({ subject: z.string() });

const describe = ({ content, properties: { headers = {}, type } }: GetMessage, queue: string): Finding => {
  const { 'x-ordermill-reason': reason, 'x-ordermill-error': error }: Readonly<Record<string, unknown>> = headers;
  return {
    kind: 'dead letter',
    about: subjectOf(content) ?? queue,
    problem: `${String(type)} in ${queue}: ${String(reason)}, ${String(error)}`,
  };
};

const subjectOf = (body: Buffer): string | undefined => {
  try {
    return withSubject.safeParse(JSON.parse(body.toString())).data?.subject;
  } catch {
    return undefined;
  }
};
