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

// Who asks, and from where, is what this gateway found out, not what a client says of itself.
const forgeable = /^(?:forwarded|x-forwarded-.*|x-original-.*|x-real-ip|x-ordermill-.*|cookie)$/;

// W3C Trace Context, 3.2.2: all zeros are no id.
const traceparent = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;
const longest = { traceparent: 255, tracestate: 512 };

/** Takes out what no service may believe of a client: proxies' headers, cookies, and a trace context that is none. */
export const removeUntrusted = (headers: IncomingHttpHeaders): void => {
  for (const name of Object.keys(headers)) if (forgeable.test(name)) delete headers[name];
  const parent = String(headers['traceparent'] ?? '');
  const state = String(headers['tracestate'] ?? '');
  if (parent.length > longest.traceparent || !traceparent.test(parent)) delete headers['traceparent'];
  if (headers['traceparent'] === undefined || state.length > longest.tracestate) delete headers['tracestate'];
};
