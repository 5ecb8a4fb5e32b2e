import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import {
  type Catalog,
  type CloudEvent,
  Database,
  InProcessEventBus,
  InProcessQueues,
  PostgresDeadLetters,
} from '@ordermill/eventing';
import { Arrivals, InMemoryParking, testServerUrl } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { createService, defineService, type Service, ServiceAdapters } from '../../src/index.js';
import { recordedLog } from '../support/serve.js';

const catalog: Catalog = {
  'thing.made': { type: 'thing.made', source: '/order', version: 1, data: z.object({}), upcasters: {}, consumers: ['order'] },
  'thing.lost': { type: 'thing.lost', source: '/order', version: 1, data: z.object({}), upcasters: {}, consumers: ['payment'] },
};

describe('A service', () => {
  let service: Service;
  let stop: AbortController;
  let handled: Arrivals<CloudEvent>;

  before(async () => {
    const server = await Database.open({ url: testServerUrl(), name: 'postgres', entities: [], migrations: [] });
    await server.query({ text: 'drop database if exists ordermill_order with (force)' });
    await server.close();
  });

  beforeEach(async () => {
    stop = new AbortController();
    handled = new Arrivals();
    const handle = (event: CloudEvent) => Promise.resolve(handled.add(event));
    const module = defineService({
      name: 'order',
      catalog,
      settings: z.object({}),
      projections: [],
      migrations: [],
      bind: () =>
        new ContainerModule(({ bind }) => {
          bind(ServiceAdapters).toConstantValue({ router: new Router(), handlers: { 'thing.made': handle }, timers: {} });
        }),
    });
    const bus = new InProcessEventBus(new InMemoryParking());
    const databaseOf = () => service.database;
    service = await createService(module, {
      env: { AUTH_STATIC_TOKENS: 'token=demo' },
      databaseUrl: testServerUrl(),
      bus,
      operations: {
        deadLetters: new PostgresDeadLetters({ databaseOf, deliver: (name, body) => bus.deliver(name, body) }),
        queues: new InProcessQueues(bus, databaseOf),
      },
      log: recordedLog().log,
      stopping: stop.signal,
    });
  });

  afterEach(async () => {
    await service.drain();
    await service.close();
  });

  const appendedAgo = async (seconds: number): Promise<string> => {
    const subject = randomUUID();
    await service.database.query({
      text: `insert into eventing.event_log
               (stream, version, id, type, schema_version, subject, time, data, metadata, internal, appended_at)
             values ($1, 1, $2, 'thing.made', 1, $1, now() - interval '1 year', '{}', $4, false, now() - make_interval(secs => $3))`,
      values: [subject, randomUUID(), seconds, { source: '/order', actor: 'test', correlationid: subject }],
    });
    return subject;
  };

  it('is ready once it is attached, and publishes and handles events once it is started', async () => {
    expect(await service.ready())
      .to.deep.include({ ok: false })
      .and.to.have.nested.property('checks.consumer', 'not attached');
    await service.attach();
    service.start();
    const subject = await appendedAgo(0);
    await handled.until((events) => events.some((event) => event.subject === subject));
    expect(await service.ready()).to.deep.equal({
      ok: true,
      checks: { database: 'ok', migrations: 'ok', consumer: 'ok', relay: 'ok' },
    });
  });

  it('is not ready while its relay is 10 s behind', async () => {
    await service.attach();
    await appendedAgo(20);
    const { ok, checks } = await service.ready();
    expect(ok).to.equal(false);
    expect(checks['relay']).to.match(/^\d+ s behind$/);
  });

  it('takes a token of development under no foreign name, behind the gateway too', async () => {
    const server = createServer(service.listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const statusFor = async (host: string): Promise<number | undefined> => {
      const headers = { host, authorization: 'Bearer token' };
      const [answer] = (await once(get({ port, path: '/api/ops/relay', headers }), 'response')) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    const statuses = [await statusFor(`localhost:${port}`), await statusFor(`evil.example:${port}`)];
    server.close();
    server.closeAllConnections();
    expect(statuses).to.deep.equal([403, 421]);
  });

  it('is not ready while a migration is missing', async () => {
    await service.attach();
    await service.database.revert();
    try {
      expect((await service.ready()).checks).to.include({ database: 'ok', migrations: 'pending' });
    } finally {
      await service.database.migrate();
    }
  });

  it('is not ready once it is asked to stop, nor once it is drained', async () => {
    await service.attach();
    service.start();
    stop.abort();
    expect(await service.ready()).to.deep.equal({ ok: false, checks: { service: 'draining' } });
  });

  it('handles nothing more once it is drained, and publishes nothing', async () => {
    await service.attach();
    service.start();
    await service.drain();
    const before = handled.all.length;
    await appendedAgo(0);
    expect((await service.ready()).checks['consumer']).to.equal('not attached');
    expect(handled.all.length).to.equal(before);
  });
}).timeout(10_000);
