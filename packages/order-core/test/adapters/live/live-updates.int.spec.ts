import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { LiveUpdates } from '../../../src/adapters/live/live-updates.js';
import { orderModule } from '../../../src/order.module.js';

describe('Live updates', () => {
  it('end for a client who left before they began', async () => {
    const { database, unitOfWork } = await openTestDatabase(orderModule);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).on('error', () => undefined);
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    const stream = await new LiveUpdates(unitOfWork).open('ada', undefined);
    request.destroy();
    await once(response, 'close');
    await stream.sendTo(response);
    expect(response.headersSent).to.equal(false);
    server.close();
    await database.close();
  });
});
