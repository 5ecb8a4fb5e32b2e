import type { Interceptor } from '@ordermill/eventing/testing';
import { createFraming } from './framing.js';
import type { Sighting } from './sighting.js';
import type { Trap } from './trap.js';

const header = 5;
const databaseName = /\0database\0ordermill_([^\0]+)\0/;

const lengthOfMessage = (bytes: Buffer): number | undefined => (bytes.length < header ? undefined : 1 + bytes.readInt32BE(1));

/** Shows a trap what passes between a client and PostgreSQL. */
export const watchDatabase = (trap: Trap) => (): Interceptor => {
  const link = {};
  let database: string | undefined;
  const lengthOfFirst = (bytes: Buffer): number | undefined => (bytes.length < header ? undefined : bytes.readInt32BE(0));
  const fromClient = createFraming((bytes) => (database === undefined ? lengthOfFirst : lengthOfMessage)(bytes));
  const fromServer = createFraming(lengthOfMessage);

  const show = (bytes: Buffer, from: Sighting['from']) => ({
    bytes,
    sighting: {
      wire: 'database',
      link,
      from,
      database: database ?? '',
      type: String.fromCharCode(bytes[0] ?? 0),
      text: bytes.toString('latin1', header),
    } as const,
  });
  const start = (bytes: Buffer) => {
    database = databaseName.exec(bytes.toString('latin1'))?.[1] ?? '';
    return { bytes };
  };
  return {
    fromClient: (bytes) =>
      trap.pass(fromClient(bytes).map((frame) => (database === undefined ? start(frame) : show(frame, 'client')))),
    fromServer: (bytes) => trap.pass(fromServer(bytes).map((frame) => show(frame, 'server'))),
  };
};
