import type { Options } from 'amqplib';
import type { CloudEvent } from '../event.js';

const cloudEvents = 'application/cloudevents+json';

const mostBytes = 255;
const mostBytesPerUnit = 3;

/** What AMQP has room for; the body has it in full. */
const fits = (value: unknown): value is string =>
  typeof value === 'string' && (value.length * mostBytesPerUnit <= mostBytes || Buffer.byteLength(value) <= mostBytes);

const isSeconds = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** The AMQP properties of an event. */
export const propertiesOf = ({ id, type, correlationid, time }: CloudEvent): Options.Publish => {
  const properties: Options.Publish = { persistent: true, contentType: cloudEvents };
  const timestamp = Math.floor(Date.parse(time) / 1000);
  if (fits(id)) properties.messageId = id;
  if (fits(type)) properties.type = type;
  if (fits(correlationid)) properties.correlationId = correlationid;
  if (isSeconds(timestamp)) properties.timestamp = timestamp;
  return properties;
};

type Copied = Readonly<Partial<Record<'contentType' | 'messageId' | 'type' | 'correlationId' | 'timestamp', unknown>>>;

/** The same of a message that is published once more, by whomever it was published first. */
export const propertiesOfCopy = ({ contentType, messageId, type, correlationId, timestamp }: Copied): Options.Publish => {
  const properties: Options.Publish = { persistent: true, contentType: fits(contentType) ? contentType : cloudEvents };
  if (fits(messageId)) properties.messageId = messageId;
  if (fits(type)) properties.type = type;
  if (fits(correlationId)) properties.correlationId = correlationId;
  if (isSeconds(timestamp)) properties.timestamp = timestamp;
  return properties;
};
