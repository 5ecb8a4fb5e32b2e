import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import {
  type Catalog,
  type CloudEvent,
  Database,
  InProcessEventBus,
  InProcessQueues,
  PostgresDeadLetters,
  PostgresParking,
} from '@ordermill/eventing';
import { Arrivals, testServerUrl } from '@ordermill/eventing/testing';
import { DomainError } from '@ordermill/kernel';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { createService, defineService, HttpServer, ServiceAdapters } from '../../src/index.js';
import { recordedLog } from './serve.js';
import { things } from './things.js';

const data = z.object({ n: z.int() });
const catalog: Catalog = {
  'thing.made': { type: 'thing.made', source: '/order', version: 1, data, upcasters: {}, consumers: ['order'] },
  'thing.lost': { type: 'thing.lost', source: '/order', version: 1, data, upcasters: {}, consumers: ['payment'] },
};

export const thing = (n: number): CloudEvent<{ readonly n: number }> => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/order',
  type: 'thing.made',
  subject: randomUUID(),
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  dataschema: '',
  data: { n },
  correlationid: randomUUID(),
  sequence: '1',
});

/** Whatever a test looks at. */
export interface Answer {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor: string | null;
  readonly [field: string]: unknown;
}

const noDatabase = async (): Promise<void> => {
  const server = await Database.open({ url: testServerUrl(), name: 'postgres', entities: [], migrations: [] });
  await server.query({ text: 'drop database if exists ordermill_order with (force)' });
  await server.close();
};

/** A service on the in-process bus with a handler that rejects everything until it is mended. */
export const startOpsService = async (env: Readonly<Record<string, string>> = {}) => {
  await noDatabase();
  const handled = new Arrivals<CloudEvent>();
  let broken = true;
  const handle = (event: CloudEvent): Promise<void> =>
    broken ? Promise.reject(new DomainError('conflict', 'broken', 'the Handler is broken')) : Promise.resolve(handled.add(event));
  const databaseOf = (): Database => service.database;
  const bus = new InProcessEventBus(new PostgresParking(databaseOf));
  const deadLetters = new PostgresDeadLetters({ databaseOf, deliver: (name, body) => bus.deliver(name, body) });
  const module = defineService({
    name: 'order',
    catalog,
    settings: z.object({}),
    ...things,
    bind: () =>
      new ContainerModule(({ bind }) => {
        bind(ServiceAdapters).toConstantValue({ router: new Router(), handlers: { 'thing.made': handle }, timers: {} });
      }),
  });
  const service = await createService(module, {
    env: { AUTH_STATIC_TOKENS: 'user=demo,admin=ann:admin', ...env },
    databaseUrl: testServerUrl(),
    bus,
    operations: { deadLetters, queues: new InProcessQueues(bus, databaseOf) },
    log: recordedLog().log,
    stopping: new AbortController().signal,
  });
  await service.attach();
  const server = new HttpServer(service.listener);
  const port = await server.listen('127.0.0.1', 0);
  /** Status and body of an answer, to an admin if nothing else is said. */
  const call = async (method: string, path: string, body?: unknown, token = 'admin') => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/ops${path}`, {
      method,
      headers: { ...(token ? { authorization: token } : {}), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Answer };
  };
  return {
    call,
    handled,
    database: service.database,
    settled: () => deadLetters.settled(),
    mend: () => void (broken = false),
    deliver: (event: CloudEvent) => bus.deliver('order', Buffer.from(JSON.stringify(event))),
    close: async () => {
      await server.drain(0);
      await service.drain();
      await deadLetters.settled();
      await service.close();
    },
  };
};
