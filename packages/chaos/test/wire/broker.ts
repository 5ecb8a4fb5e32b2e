import type { Interceptor } from '@ordermill/eventing/testing';
import { createFraming } from './framing.js';
import type { BrokerSighting, Sighting } from './sighting.js';
import type { Trap } from './trap.js';

// https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf, 2.3.5: type, channel, size, payload, end.
const overhead = { before: 7, after: 1 };
const types = { method: 1, header: 2, body: 3 };
const basic = 60;
const methods: Readonly<Record<number, BrokerSighting['method']>> = { 40: 'publish', 60: 'deliver', 80: 'ack' };
const protocolHeader = Buffer.from('AMQP');

const lengthOfFrame = (bytes: Buffer): number | undefined => {
  if (bytes.length < overhead.before) return undefined;
  return bytes.subarray(0, 4).equals(protocolHeader) ? 8 : overhead.before + bytes.readUInt32BE(3) + overhead.after;
};

type Method = Pick<BrokerSighting, 'channel' | 'method' | 'key' | 'tag' | 'upTo'>;

/** Shows a trap what passes between a client and RabbitMQ. */
export const watchBroker = (trap: Trap) => (): Interceptor => {
  const link = {};
  const reader = (from: Sighting['from']) => {
    const frames = createFraming(lengthOfFrame);
    const read = createReader();
    return (bytes: Buffer) =>
      trap.pass(
        frames(bytes).map((frame) => {
          const seen = read(frame);
          return { bytes: frame, sighting: seen && { wire: 'broker', link, from, ...seen } };
        }),
      );
  };
  return { fromClient: reader('client'), fromServer: reader('server') };
};

/** Reads one direction of a connection. */
const createReader = () => {
  const messages = new Map<number, Method & { left: number }>();
  const published = new Map<number, number>();
  const numbered = (method: Method): Method => {
    if (method.method !== 'publish') return method;
    const tag = (published.get(method.channel) ?? 0) + 1;
    published.set(method.channel, tag);
    return { ...method, tag };
  };
  return (frame: Buffer): (Method & Pick<BrokerSighting, 'begins' | 'ends'>) | undefined => {
    const channel = frame.readUInt16BE(1);
    const payload = frame.subarray(overhead.before, -overhead.after);
    if (frame[0] === types.method) {
      const method = readMethod(channel, payload);
      if (!method) return undefined;
      const whole = numbered(method);
      if (method.method === 'ack') return { ...whole, begins: true, ends: true };
      messages.set(channel, { ...whole, left: Number.POSITIVE_INFINITY });
      return { ...whole, begins: true, ends: false };
    }
    const message = messages.get(channel);
    if (!message) return undefined;
    if (frame[0] === types.header) message.left = Number(payload.readBigUInt64BE(4));
    if (frame[0] === types.body) message.left -= payload.length;
    const { left, ...method } = message;
    return { ...method, begins: false, ends: left === 0 };
  };
};

const readMethod = (channel: number, payload: Buffer): Method | undefined => {
  const method = payload.readUInt16BE(0) === basic ? methods[payload.readUInt16BE(2)] : undefined;
  const fields = payload.subarray(4);
  if (method === 'publish') {
    const [, key] = shortStrings(fields, 2, 2);
    return { channel, method, key: key ?? '', tag: 0, upTo: false };
  }
  if (method === 'deliver') {
    const [consumer = ''] = shortStrings(fields, 0, 1);
    const tagAt = 1 + consumer.length;
    const [, key] = shortStrings(fields, tagAt + 9, 2);
    return { channel, method, key: key ?? '', tag: Number(fields.readBigUInt64BE(tagAt)), upTo: false };
  }
  return method && { channel, method, key: '', tag: Number(fields.readBigUInt64BE(0)), upTo: fields[8] === 1 };
};

/** So many strings in a row, each behind its length. */
const shortStrings = (bytes: Buffer, from: number, count: number): string[] => {
  const strings: string[] = [];
  for (let offset = from; strings.length < count; offset += 1 + (bytes[offset] ?? 0))
    strings.push(bytes.toString('latin1', offset + 1, offset + 1 + (bytes[offset] ?? 0)));
  return strings;
};
