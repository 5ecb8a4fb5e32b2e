import type { ConsumeMessage, Options } from 'amqplib';

// What a queue adds at delivery, and what would make copies of the copy.
const notCopied = new Set(['x-delivery-count', 'CC', 'BCC']);

const isCopied = ([name, value]: readonly [string, unknown]): boolean => value !== undefined && !notCopied.has(name);

/** Everything that came with a message, as it has to be said to send it again; `user` is who sends. */
export const copiedProperties = ({ properties }: Pick<ConsumeMessage, 'properties'>, user: string): Options.Publish => {
  const given: Readonly<Record<string, unknown>> = { ...properties };
  // The broker refuses a message in the name of somebody else.
  const options = { ...given, userId: given.userId === user ? user : undefined };
  const headers = Object.fromEntries(Object.entries(properties.headers ?? {}).filter(isCopied));
  return { ...Object.fromEntries(Object.entries(options).filter(isCopied)), headers };
};
