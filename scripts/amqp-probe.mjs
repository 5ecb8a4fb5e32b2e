import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PROTOCOL_HEADER = Buffer.from('AMQP\0\0\x09\x01', 'latin1');

// A broker that is up answers the protocol header with a frame; an open port alone says nothing.
const attempt = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(PROTOCOL_HEADER));
    const settle = (answered) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(2_000, () => settle(false));
    socket.once('data', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });

/** Resolves to 'ready', or to 'timeout' when nothing answered in time. */
export const answersAmqp = async (port, timeoutMs) => {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (await attempt(port)) return 'ready';
    await delay(100);
  }
  return 'timeout';
};
