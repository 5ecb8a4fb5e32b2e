import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { makeWay } from './orphan.js';
import { StartFailed, startServer, type Server, type ServerOptions } from './server.js';

const passing = /Address already in use|lock file "postmaster.pid" already exists|pre-existing shared memory block/;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free on 127.0.0.1');
  return address.port;
};

/** Starts the server on a free port once nothing of an earlier one is left; tries again when the port was taken meanwhile. */
export const launch = async (options: ServerOptions, choosePort = freePort): Promise<Server> => {
  for (let attempt = 1; ; attempt += 1) {
    await makeWay(options.cluster, options.log);
    try {
      return await startServer(options, await choosePort());
    } catch (error) {
      if (attempt === 10 || !(error instanceof StartFailed && passing.test(error.message))) throw error;
      await delay(attempt * 50);
    }
  }
};
