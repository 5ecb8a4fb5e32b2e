import type { IncomingHttpHeaders } from 'node:http';

// RFC 9110, 7.6.1. Expect is answered by this server already.
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/** Takes out what concerns one connection alone, and what its Connection header names. */
export const removeHopByHop = (headers: IncomingHttpHeaders): void => {
  const named = headers.connection?.toLowerCase().split(',') ?? [];
  for (const name of [...named, ...hopByHop]) delete headers[name.trim()];
};
