import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ephemeral range (Linux 32768, macOS 49152): a client that reconnects to a server that is down
// cannot be given the server's own port as its local one, and so cannot keep the server from coming back.
const LOWEST = 20_000;
const HIGHEST = 32_000;

const reserve = async () => {
  for (;;) {
    const server = createServer();
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const listening = once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.listen(port, '127.0.0.1');
    if (await listening) return { port, server };
  }
};

/** Whether somebody listens there already. */
export const isTaken = async ({ host, port }) => {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return false;
  } catch (error) {
    return error.code === 'EADDRINUSE';
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
};

export const freePorts = async (count) => {
  const reserved = await Promise.all(Array.from({ length: count }, reserve));
  await Promise.all(reserved.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return reserved.map(({ port }) => port);
};
