import { expect } from 'chai';
import { watchBroker } from './broker.js';
import { acknowledgement, message } from './rules.js';
import { type Rule, Trap } from './trap.js';

const types = { method: 1, header: 2, body: 3 };
const codes = { publish: 40, deliver: 60, ack: 80 };

const frame = (type: number, channel: number, payload: Buffer): Buffer => {
  const header = Buffer.alloc(7);
  header.writeUInt8(type, 0);
  header.writeUInt16BE(channel, 1);
  header.writeUInt32BE(payload.length, 3);
  return Buffer.concat([header, payload, Buffer.from([0xce])]);
};
const uint = (value: number, bytes: 2 | 8): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 2) buffer.writeUInt16BE(value);
  else buffer.writeBigUInt64BE(BigInt(value));
  return buffer;
};
const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

const method = (name: keyof typeof codes, channel: number, ...fields: readonly Buffer[]): Buffer =>
  frame(types.method, channel, Buffer.concat([uint(60, 2), uint(codes[name], 2), ...fields]));
const content = (channel: number, body: Buffer): Buffer[] => [
  frame(types.header, channel, Buffer.concat([uint(60, 2), uint(0, 2), uint(body.length, 8), uint(0, 2)])),
  frame(types.body, channel, body.subarray(0, 2)),
  frame(types.body, channel, body.subarray(2)),
];
const publication = (channel: number, key: string): Buffer[] => [
  method('publish', channel, uint(0, 2), text('events'), text(key), Buffer.from([0])),
  ...content(channel, Buffer.from('hello')),
];
const delivery = (channel: number, tag: number, key: string): Buffer[] => [
  method('deliver', channel, text('consumer'), uint(tag, 8), Buffer.from([0]), text('events'), text(key)),
  ...content(channel, Buffer.from('hello')),
];
const ack = (channel: number, tag: number, upTo = false): Buffer[] => [
  method('ack', channel, uint(tag, 8), Buffer.from([upTo ? 1 : 0])),
];

type Said = readonly [from: 'fromClient' | 'fromServer', frames: readonly Buffer[]];

/** What had been passed on, in bytes, when the trap sprang, and by the end; everything comes byte by byte. */
const passing = async (rule: Rule, conversation: readonly Said[]) => {
  const trap = new Trap();
  const { fromClient, fromServer } = watchBroker(trap)();
  const passed = { sprung: Number.NaN, all: 0 };
  void trap.catch([rule], () => {
    passed.sprung = passed.all;
    return Promise.resolve();
  });
  const listeners = { fromClient, fromServer };
  for (const [from, frames] of conversation)
    for (const byte of Buffer.concat(frames))
      for await (const piece of listeners[from]?.(Buffer.from([byte])) ?? []) passed.all += piece.length;
  return passed;
};

const lengthOf = (...frames: readonly (readonly Buffer[])[]): number => Buffer.concat(frames.flat()).length;

describe('A trap on the way to the broker', () => {
  const hello = Buffer.from('AMQP\0\0\x09\x01');
  const other = publication(1, 'order.sent');
  const wanted = publication(1, 'order.created');

  it('springs before the first frame of a message, or after its last, and passes everything on', async () => {
    const said: Said[] = [['fromClient', [hello, ...other, ...wanted, ...other]]];
    const all = lengthOf([hello], other, wanted, other);
    expect(await passing(message('publish', 'order.created', 'before'), said)).to.deep.equal({
      sprung: lengthOf([hello], other),
      all,
    });
    expect(await passing(message('publish', 'order.created', 'after'), said)).to.deep.equal({
      sprung: lengthOf([hello], other, wanted),
      all,
    });
  });

  it('knows the confirm of a publication, its own or one for several', async () => {
    for (const confirm of [ack(1, 2), ack(1, 3, true)]) {
      const said: Said[] = [
        ['fromClient', [...other, ...wanted, ...other]],
        ['fromServer', [...ack(1, 1), ...ack(2, 2), ...confirm]],
      ];
      const { sprung, all } = await passing(acknowledgement('publish', 'order.created', 'before'), said);
      expect(sprung).to.equal(all - lengthOf(confirm));
    }
  });

  it('loses the acknowledgement of a delivery, and nothing else', async () => {
    const said: Said[] = [
      ['fromServer', [...delivery(1, 7, 'order.created'), ...delivery(1, 8, 'order.sent')]],
      ['fromClient', [...ack(1, 6), ...ack(1, 7), ...ack(1, 8)]],
    ];
    const all = lengthOf(...said.map(([, frames]) => frames));
    const passed = await passing(acknowledgement('deliver', 'order.created', 'lost'), said);
    expect(passed.all).to.equal(all - lengthOf(ack(1, 7)));
    expect(passed.sprung).to.equal(all - lengthOf(ack(1, 7), ack(1, 8)));
  });
});
