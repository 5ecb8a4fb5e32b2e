import type { MessageProperties, Options } from 'amqplib';
import type { CloudEvent } from '../event.js';

const cloudEvents = 'application/cloudevents+json';

/** The property, unless it is no text or longer than AMQP's 255 bytes: the body has it in full. */
const text = <Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> =>
  typeof value === 'string' && Buffer.byteLength(value) <= 255 ? ({ [name]: value } as Partial<Record<Name, string>>) : {};

const seconds = (milliseconds: number): Pick<Options.Publish, 'timestamp'> =>
  milliseconds >= 0 ? { timestamp: Math.floor(milliseconds / 1000) } : {};

/** The AMQP properties of an event. */
export const propertiesOf = ({ id, type, correlationid, time }: CloudEvent): Options.Publish => ({
  persistent: true,
  contentType: cloudEvents,
  ...text('messageId', id),
  ...text('type', type),
  ...text('correlationId', correlationid),
  ...seconds(Date.parse(time)),
});

/** The same of a message that is published once more, by whomever it was published first. */
export const propertiesOfCopy = ({
  contentType,
  messageId,
  type,
  correlationId,
  timestamp,
}: MessageProperties): Options.Publish => ({
  persistent: true,
  contentType: cloudEvents,
  ...text('contentType', contentType),
  ...text('messageId', messageId),
  ...text('type', type),
  ...text('correlationId', correlationId),
  ...seconds(typeof timestamp === 'number' ? timestamp * 1000 : NaN),
});
