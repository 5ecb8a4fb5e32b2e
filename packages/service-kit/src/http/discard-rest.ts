import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

const most = { bytes: 16 * 1024 * 1024, ms: 2_000 };

/**
 * Reads what is left of a body, up to a limit. Whoever closes a connection while a body still arrives resets it,
 * and the client may lose the answer with it.
 */
export const discardRest = async (request: IncomingMessage): Promise<void> => {
  const enough = new AbortController();
  const late = setTimeout(() => enough.abort(), most.ms);
  let left = most.bytes;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) enough.abort();
  });
  request.resume();
  await finished(request, { signal: enough.signal, cleanup: true }).catch(() => undefined); // what counts is that it is over
  clearTimeout(late);
};
