import { once } from 'node:events';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '@ordermill/eventing';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import sinon from 'sinon';
import { LiveUpdates } from '../../../src/adapters/live/live-updates.js';
import { orderModule } from '../../../src/order.module.js';

describe('Live updates', () => {
  let database: Database;
  let live: LiveUpdates;
  let server: Server;

  beforeEach(async () => {
    const opened = await openTestDatabase(orderModule);
    database = opened.database;
    live = new LiveUpdates(opened.unitOfWork);
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    sinon.restore();
    server.close();
    await database.close();
  });

  const ask = async () => {
    const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).on('error', () => undefined);
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    return { request, response, closed: once(response, 'close') };
  };

  it('end for a client who left before they began', async () => {
    const { request, response, closed } = await ask();
    const stream = await live.open('ada', undefined);
    request.destroy();
    await closed;
    await stream.sendTo(response);
    expect(response.headersSent).to.equal(false);
  });

  it('write no heartbeat into what the server has ended', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { response, closed } = await ask();
    const stream = await live.open('ada', undefined);
    const sent = stream.sendTo(response);
    const failure = sinon.fake();
    response.on('error', failure);
    response.end();
    clock.tick(60_000);
    await closed;
    await sent;
    expect(failure.callCount).to.equal(0);
  });

  it('tell of a log that cannot be read, and go on', async () => {
    const told = new Promise<unknown>((resolve) => live.start(resolve));
    const { request, response } = await ask();
    const stream = await live.open('ada', undefined);
    const failure = new Error('away');
    const reading = sinon
      .stub(database, 'query')
      .callThrough()
      .withArgs(sinon.match({ name: 'read-changes' }));
    reading.callThrough().onFirstCall().rejects(failure);
    const sent = stream.sendTo(response).catch((error: unknown) => error);
    expect(await told).to.equal(failure);
    request.destroy();
    await sent;
  });
});
