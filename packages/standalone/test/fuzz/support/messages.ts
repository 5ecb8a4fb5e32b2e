import { catalog } from '@ordermill/contracts';
import { topologyOf } from '@ordermill/service-kit';
import type { Options } from 'amqplib';
import fc from 'fast-check';
import { eventOf, eventTypes, wrongPayment } from './events.js';
import { mutatedBytes, mutatedFields } from './mutations.js';
import { nested, oddText, oddValue } from './odd-values.js';

export interface FuzzMessage {
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly options: Options.Publish;
  /** Why whoever receives it must park it, where that is certain. */
  readonly reason?: string;
}

const { services } = topologyOf(catalog);

/** Services that receive a message, by the bindings of the exchange or by the name of a queue. */
export const receiversOf = ({ exchange, routingKey }: FuzzMessage): readonly string[] =>
  Object.keys(services).filter((service) =>
    exchange === '' ? routingKey === `ordermill.${service}` : services[service]?.some((key) => key === '#' || key === routingKey),
  );

type Content = Pick<FuzzMessage, 'body' | 'reason'> & { readonly type?: string };

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const anyType = fc.constantFrom(...eventTypes);
const anyEvent = anyType.chain(eventOf);
const content =
  (reason?: string) =>
  (value: unknown): Content => ({ body: bytesOf(value), ...(reason === undefined ? {} : { reason }) });

const mebibyte = 1024 * 1024;
const deep = fc.constantFrom(10, 1_000, 100_000).map(nested);
const unknownType = fc.oneof(
  fc.constantFrom('order.frobbed', '__proto__', 'constructor', 'ORDER.CREATED', '#', 'order.*'),
  fc.string({ minLength: 1, maxLength: 20 }).map((text) => `x.${text}`),
);
const unlessMutated = ({ type, ...event }: Readonly<Record<string, unknown>>) => ({ ...event, type });

const contents = (victims: readonly string[]): fc.Arbitrary<Content> =>
  fc.oneof(
    { weight: 100, arbitrary: anyEvent.map((event) => ({ body: bytesOf(event), type: event.type })) },
    { weight: 100, arbitrary: wrongPayment(victims).map((event) => ({ body: bytesOf(event), type: event.type })) },
    { weight: 200, arbitrary: mutatedFields(anyEvent.map(unlessMutated)).map(content()) },
    {
      weight: 200,
      arbitrary: anyEvent.chain((event) =>
        mutatedFields(fc.constant({ ...event.data })).map((data) => ({ body: bytesOf({ ...event, data }), type: event.type })),
      ),
    },
    { weight: 100, arbitrary: mutatedBytes(anyEvent.map(bytesOf)).map((body) => ({ body })) },
    {
      weight: 80,
      arbitrary: fc
        .tuple(anyEvent, unknownType)
        .map(([event, type]) => ({ ...event, type }))
        .map(content('unknown_type')),
    },
    { weight: 80, arbitrary: fc.oneof(oddValue, fc.array(oddValue, { maxLength: 4 })).map(content('invalid')) },
    {
      weight: 60,
      arbitrary: fc
        .uint8Array({ maxLength: 300 })
        .map((bytes) => ({ body: Buffer.concat([Buffer.from([0xff]), bytes]), reason: 'unparseable' })),
    },
    {
      weight: 20,
      arbitrary: fc
        .constantFrom('', '\0', '{', '[1,', '{"specversion":"1.0"', '\uFEFF{}x')
        .map((text) => ({ body: Buffer.from(text), reason: 'unparseable' })),
    },
    { weight: 20, arbitrary: deep.map((text) => ({ body: Buffer.from(text), reason: 'invalid' })) },
    {
      weight: 10,
      arbitrary: fc.tuple(anyEvent, deep).map(([event, text]) => ({
        body: Buffer.from(JSON.stringify({ ...event, data: 0 }).replace('"data":0', `"data":${text}`)),
        reason: 'invalid',
      })),
    },
    {
      weight: 2,
      arbitrary: fc
        .integer({ min: 2 * mebibyte + 1, max: 4 * mebibyte })
        .map((length) => ({ body: Buffer.alloc(length, 0x20), reason: 'too_large' })),
    },
  );

const death = {
  count: 1_000_000,
  reason: 'expired',
  queue: 'ordermill.order',
  exchange: 'ordermill.events',
  'routing-keys': ['x'],
};
const header = fc.oneof(
  fc.tuple(fc.constant('x-ordermill-rounds'), fc.constantFrom(-1, 0, 3, 1_000_000_000, 1.5, '7', true, {})),
  fc.tuple(
    fc.constantFrom(
      'x-ordermill-first-failed-at',
      'x-ordermill-exchange',
      'x-ordermill-routing-key',
      'x-ordermill-origin',
      'x-ordermill-reason',
      'x-ordermill-tries',
    ),
    fc.oneof(oddText, fc.constantFrom(7, true, {}, [1])),
  ),
  fc.tuple(
    fc.constantFrom('x-death', 'x-first-death-queue', 'x-delivery-count', 'x-acquired-count', 'x-retry'),
    fc.constantFrom([death], [], {}, 'x', -1, 1_000_000),
  ),
  fc.tuple(
    fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
      .filter((name) => name.toUpperCase() !== 'CC' && name.toUpperCase() !== 'BCC'),
    oddText,
  ),
);

const mostCharacters = 60; // of at most 4 bytes, in 255
const short = oddText.map((text) => Buffer.from(Array.from(text).slice(0, mostCharacters).join('')).toString());

const properties: fc.Arbitrary<Options.Publish> = fc.record(
  {
    contentType: fc.oneof(fc.constantFrom('application/cloudevents+json', 'text/plain', 'application/octet-stream'), short),
    contentEncoding: fc.constantFrom('gzip', 'utf-16', 'base64'),
    headers: fc.array(header, { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    messageId: short,
    type: short,
    correlationId: short,
    appId: short,
    replyTo: short,
    timestamp: fc.constantFrom(0, 1, 2 ** 31, 2 ** 40, 2 ** 52),
    priority: fc.integer({ min: 0, max: 255 }),
    expiration: fc.constantFrom('0', '1', '1000', '4294967295'),
    persistent: fc.boolean(),
  },
  { requiredKeys: [] },
);

const target = ({ type }: Content): fc.Arbitrary<Pick<FuzzMessage, 'exchange' | 'routingKey'>> => {
  const key = fc.oneof(
    { weight: 8, arbitrary: fc.constant(type ?? 'payment.confirmed') },
    { weight: 2, arbitrary: anyType },
    { weight: 1, arbitrary: short },
  );
  return fc.oneof(
    { weight: 3, arbitrary: key.map((routingKey) => ({ exchange: 'ordermill.events', routingKey })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...Object.keys(services))
        .map((service) => ({ exchange: '', routingKey: `ordermill.${service}` })),
    },
  );
};

/** Anything that a client of the broker can send, some of it more than once. */
export const messages = (victims: readonly string[]): fc.Arbitrary<readonly FuzzMessage[]> =>
  contents(victims)
    .chain((what) => fc.tuple(fc.constant(what), target(what), properties))
    .chain(([{ body, reason }, to, options]) =>
      fc
        .constantFrom(1, 1, 1, 1, 1, 3)
        .map((times) =>
          Array.from({ length: times }, () => ({ ...to, body, options, ...(reason === undefined ? {} : { reason }) })),
        ),
    );
