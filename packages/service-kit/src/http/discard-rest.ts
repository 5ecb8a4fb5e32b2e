import type { IncomingMessage } from 'node:http';

const mostBytes = 64 * 1024 * 1024;

/** Closing while a body still arrives resets the connection, and the answer may be lost with it: the rest is read first, up to a limit. */
export const discardRest = (request: IncomingMessage): void => {
  let left = mostBytes;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.resume();
};
