import { expect } from 'chai';
import { type Publication, Publisher, Unroutable } from '../../src/rabbitmq/publisher.js';
import { FakeConnection } from '../support/fake-confirm-channel.js';

const publication = (routingKey: string, more: Partial<Publication> = {}): Publication => ({
  exchange: 'events',
  routingKey,
  body: Buffer.from('{}'),
  options: {},
  ...more,
});

const settled = async (promises: readonly Promise<void>[]): Promise<string> => {
  const states = promises.map(() => '.');
  const set = (index: number, state: string) => () => (states[index] = state);
  for (const [index, promise] of promises.entries()) promise.then(set(index, '+'), set(index, '-'));
  await new Promise((resolve) => setImmediate(resolve));
  return states.join('');
};

describe('Publisher', () => {
  const open = async (window = 10, prepare?: ConstructorParameters<typeof FakeConnection>[0]) => {
    const connection = new FakeConnection(prepare);
    const errors: unknown[] = [];
    const publisher = new Publisher({ connection, window, onError: (error) => errors.push(error) });
    const publish = (...keys: readonly string[]) => keys.map((key) => publisher.publish(publication(key)));
    return { connection, publisher, publish, errors, channel: await connection.channel(1) };
  };

  it('waits for a channel, then sends in the order of the calls', async () => {
    const connection = new FakeConnection();
    const publisher = new Publisher({ connection, window: 10, onError: () => undefined });
    const results = ['a', 'b', 'c'].map((key) => publisher.publish(publication(key)));
    const channel = await connection.channel(1);
    expect(await settled(results)).to.equal('...');
    expect(channel.keys).to.deep.equal(['a', 'b', 'c']);
    channel.sent[1]?.confirm();
    expect(await settled(results)).to.equal('.+.');
  });

  it('has no more than its window in flight, and sends the next with each confirm', async () => {
    const { channel, publish } = await open(2);
    const results = publish('a', 'b', 'c', 'd');
    expect(await settled(results)).to.equal('....');
    expect(channel.keys).to.deep.equal(['a', 'b']);
    channel.sent[0]?.confirm();
    expect(channel.keys).to.deep.equal(['a', 'b', 'c']);
  });

  it('waits while the channel is full', async () => {
    const { channel, publish } = await open(10, (fresh) => (fresh.writable = false));
    await settled(publish('a', 'b'));
    expect(channel.keys).to.deep.equal(['a']);
    channel.emit('drain');
    expect(channel.keys).to.deep.equal(['a', 'b']);
  });

  it('waits while the broker blocks', async () => {
    const { connection, channel, publish } = await open();
    connection.blocked = true;
    await settled(publish('a'));
    expect(channel.keys).to.deep.equal([]);
    connection.unblock();
    expect(channel.keys).to.deep.equal(['a']);
  });

  it('rejects what the broker refuses, and what AMQP cannot carry', async () => {
    const { channel, publish } = await open();
    const results = publish('a', 'x'.repeat(256), 'b');
    await settled(results);
    channel.sent[0]?.confirm(new Error('message nacked'));
    channel.sent[1]?.confirm();
    expect(await settled(results)).to.equal('--+');
  });

  it('sends what waits on another channel when this one refuses, after the confirms in flight', async () => {
    const { connection, channel, publish } = await open(2);
    const results = publish('a', 'b', 'c');
    channel.sent[0]?.confirm(new Error('message nacked'));
    expect(await settled(results)).to.equal('-..');
    expect(connection.channels.length).to.equal(1);
    channel.sent[1]?.confirm();
    const next = await connection.channel(2);
    expect(await settled(results)).to.equal('-+.');
    expect(channel.closed).to.equal(true);
    expect(next.keys).to.deep.equal(['c']);
  });

  it('rejects what is in flight when the channel is lost, and sends what waits on the next one', async () => {
    const { connection, channel, publish } = await open(2);
    const results = publish('a', 'b', 'c');
    await settled(results);
    channel.lose();
    const next = await connection.channel(2);
    expect(await settled(results)).to.equal('--.');
    expect(next.keys).to.deep.equal(['c']);
    expect(channel.keys).to.deep.equal(['a', 'b']);
  });

  it('keeps the order of a subject: with a publication that fails, those behind it fail', async () => {
    const { connection, channel, publisher } = await open(1);
    const results = ['one', 'two', 'one', 'two', 'one'].map((subject, index) =>
      publisher.publish(publication(`${subject}-${index}`, { subject })),
    );
    await settled(results);
    channel.lose();
    const next = await connection.channel(2);
    expect(await settled(results)).to.equal('-.-.-');
    next.sent[0]?.confirm();
    expect(next.keys).to.deep.equal(['two-1', 'two-3']);
  });

  it('rejects what had to reach a queue and was returned, though it is confirmed', async () => {
    const { channel, publisher } = await open();
    const mandatory = ['gone', 'there'].map((queue) => publisher.publish(publication(queue, { options: { mandatory: true } })));
    const event = publisher.publish(publication('gone'));
    await settled([]);
    channel.emit('return', { fields: { routingKey: 'gone' } });
    for (const { confirm } of channel.sent) confirm();
    expect(await settled([...mandatory, event])).to.equal('-++');
    const error: unknown = await mandatory[0]?.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Unroutable);
  });

  it('withdraws what is aborted before it is sent', async () => {
    const { channel, publisher } = await open(1);
    const abort = new AbortController();
    const results = ['a', 'b', 'c'].map((key) => publisher.publish(publication(key), key === 'c' ? undefined : abort.signal));
    await settled(results);
    abort.abort();
    expect(await settled([...results, publisher.publish(publication('d'), abort.signal)])).to.equal('.-.-');
    channel.sent[0]?.confirm();
    expect(channel.keys).to.deep.equal(['a', 'c']);
  });

  it('refuses what waits when it is closed, and waits for the confirms in flight', async () => {
    const { channel, publisher, publish } = await open(1);
    const results = publish('a', 'b');
    await settled(results);
    const closed = publisher.close();
    expect(await settled([...results, closed, publisher.publish(publication('c'))])).to.equal('.-.-');
    channel.sent[0]?.confirm();
    await closed;
    expect(await settled(results)).to.equal('+-');
  });
});
