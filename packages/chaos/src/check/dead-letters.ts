import { type Channel, connect, type GetMessage } from 'amqplib';
import { serviceNames } from '../services.js';
import type { Finding } from '../verdict/finding.js';

export interface DeadLetter {
  readonly queue: string;
  readonly reason: string;
  readonly error: string;
  readonly body: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const lettersIn = async (channel: Channel, queue: string): Promise<DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  for (let message = await next(channel, queue); message; message = await next(channel, queue)) {
    const { headers = {} } = message.properties;
    letters.push({
      queue,
      reason: textOf(headers['x-ordermill-reason'] ?? headers['x-first-death-reason']),
      error: textOf(headers['x-ordermill-error']),
      body: message.content.toString(),
    });
  }
  return letters;
};

const next = async (channel: Channel, queue: string): Promise<GetMessage | undefined> => (await channel.get(queue)) || undefined;

/** What every service has given up; the messages stay where they are. */
export const readDeadLetters = async (url: string): Promise<readonly DeadLetter[]> => {
  const model = await connect(url);
  const channel = await model.createChannel();
  const letters: DeadLetter[] = [];
  for (const service of serviceNames) letters.push(...(await lettersIn(channel, `ordermill.${service}.dlq`)));
  await model.close();
  return letters;
};

/** What was poisoned on purpose has been given up, and nothing else. */
export const checkDeadLetters = (letters: readonly DeadLetter[], poison: readonly string[]): readonly Finding[] => {
  const expected = new Set(poison);
  const found = new Set(letters.map(({ body }) => body));
  const unexplained = letters
    .filter(({ body }) => !expected.has(body))
    .map(({ queue, reason, error }): Finding => ({ kind: 'dead letter', about: queue, problem: `${reason}: ${error}` }));
  const lost = poison
    .filter((body) => !found.has(body))
    .map((body): Finding => ({ kind: 'lost', about: body, problem: 'was published, and is in no dead letter queue' }));
  return [...unexplained, ...lost];
};
