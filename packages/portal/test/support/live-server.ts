import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';

/** A stream of changes in the hands of the test, in place of the one of the shop. */
export const openLiveServer = async () => {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 200\n\n');
    listeners.add(response);
    request.once('close', () => listeners.delete(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const hangUp = (): void => {
    for (const listener of listeners) listener.destroy();
  };
  let isDown = false;
  return {
    feed: (page: Page) =>
      page.route('**/api/orders/stream', (route) =>
        isDown ? route.abort() : route.continue({ url: `http://127.0.0.1:${port}/api/orders/stream` }),
      ),
    tell: (type: string, orderId: string): void => {
      for (const listener of listeners) listener.write(`event: ${type}\ndata: ${JSON.stringify({ orderId, type })}\n\n`);
    },
    goDown: (): void => {
      isDown = true;
      hangUp();
    },
    comeBack: (): void => {
      isDown = false;
    },
    close: async (): Promise<void> => {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
};
