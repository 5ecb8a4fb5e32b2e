import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ephemeral range, where a client cannot be given one of them meanwhile.
const range = { from: 20_000, to: 31_000 };

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

/** The first of so many free ports in a row. */
export const freeBlock = async (size: number): Promise<number> => {
  for (;;) {
    const first = range.from + Math.floor(Math.random() * (range.to - range.from));
    const free = await Promise.all(Array.from({ length: size }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
};
