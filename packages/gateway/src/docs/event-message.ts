import { catalog, type EventType } from '@ordermill/contracts';
import { dataSchemaOf, envelope } from '@ordermill/eventing';
import { z } from 'zod';
import { type JsonSchema, toJsonSchemas } from './json-schema.js';
import { sampleOf } from './sample.js';

const { shape } = envelope;
const id = '01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e';

// As services publish it: what others may leave out is always there, but for what led to it and a trace.
const published = {
  ...shape,
  id: shape.id.meta({ description: 'Unique for its source: the same id is the same event.', examples: [id] }),
  time: z.iso.datetime().meta({ examples: ['2026-11-21T05:53:17.650Z'] }),
  datacontenttype: z.literal('application/json'),
  correlationid: z
    .string()
    .meta({ description: 'One per flow of an order.', examples: ['01a1fcaa-8b52-7417-a60b-52b7150fb667'] }),
  causationid: z
    .string()
    .optional()
    .meta({ description: 'The id of the event that led to this one.', examples: [id] }),
  sequence: z
    .string()
    .regex(/^\d+$/)
    .meta({ description: 'Grows per stream.', examples: ['1'] }),
  actor: z.string().meta({ description: 'The user, or the service.', examples: ['demo'] }),
  traceparent: z
    .string()
    .optional()
    .meta({ examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'] }),
};

const schemaOf = (type: EventType) => {
  const { source, version, data, subject } = catalog[type];
  return z.object({
    ...published,
    type: z.literal(type),
    source: z.literal(source),
    subject: subject.meta({ ...subject.meta(), description: 'The id of the order.' }),
    dataschema: z.literal(dataSchemaOf(type, version)),
    data,
  });
};

/** Every event as a message: CloudEvents whose data are those of the catalog. */
export const eventMessages = () => {
  const types = Object.keys(catalog) as EventType[];
  const named = Object.fromEntries(types.map((type) => [type, schemaOf(type)]));
  const { components } = toJsonSchemas(named, [], { io: 'output', target: 'draft-07' });
  const messages = types.map((type) => [type, messageOf(type, components[type] ?? {})] as const);
  return { schemas: components, messages: Object.fromEntries(messages) };
};

const messageOf = (type: EventType, schema: JsonSchema) => ({
  name: type,
  title: type,
  summary: `Version ${catalog[type].version}, stated by the service ${catalog[type].source.slice(1)}.`,
  contentType: 'application/cloudevents+json',
  correlationId: { location: '$message.payload#/correlationid' },
  payload: { $ref: `#/components/schemas/${type}` },
  bindings: { amqp: { messageType: type } },
  examples: [{ name: 'example', payload: sampleOf(schema, {}) }],
});
