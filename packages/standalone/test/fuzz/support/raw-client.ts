import { once } from 'node:events';
import { connect } from 'node:net';
import type { FuzzAnswer } from './contract.js';
import type { RawExchange } from './raw-requests.js';

const milliseconds = { silence: 300, longest: 20_000 };

/**
 * Writes to a connection of its own and resolves with all that came back before the server closed it. A server that waits for more
 * gets an end of file instead. Rejects when the connection stays open nevertheless.
 */
export const converse = async (port: number, { parts, abort, answers }: RawExchange): Promise<string> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
  let received = '';
  socket.setEncoding('latin1').on('data', (text: string) => (received += text));
  socket.on('error', () => undefined);
  const late = setTimeout(() => socket.destroy(new Error('the server keeps the connection')), milliseconds.longest);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  try {
    await once(socket, 'connect');
    for (const part of parts) await new Promise((resolve) => socket.write(part, resolve));
    if (abort) socket.resetAndDestroy();
    if (answers === undefined) socket.setTimeout(milliseconds.silence, () => socket.end());
    socket.once('end', () => socket.end());
    await closed;
  } finally {
    clearTimeout(late);
  }
  if (socket.errored?.message === 'the server keeps the connection') throw socket.errored;
  return received;
};

/** The answers in what a server has written; throws when that is no HTTP. */
export const answersIn = (received: string): readonly FuzzAnswer[] => {
  const answers: FuzzAnswer[] = [];
  for (let rest = received; rest !== '';) {
    const [, status, lines = ''] = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/.exec(rest) ?? [];
    if (status === undefined) throw new Error(`this is no answer: ${rest.slice(0, 200)}`);
    const headers: Record<string, string> = {};
    for (const [, name = '', value = ''] of lines.matchAll(/([^:\r\n]+): (.*)\r\n/g)) headers[name.toLowerCase()] = value;
    const start = rest.indexOf('\r\n\r\n') + 4;
    const end = start + Number(headers['content-length'] ?? 0);
    if (status !== '100')
      answers.push({ status: Number(status), headers, body: Buffer.from(rest.slice(start, end), 'latin1').toString() });
    rest = rest.slice(end);
  }
  return answers;
};
