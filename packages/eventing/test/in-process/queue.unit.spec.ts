import { expect } from 'chai';
import { InProcessQueue } from '../../src/in-process/queue.js';

const taker = () => ({
  notified: 0,
  notify(): void {
    this.notified += 1;
  },
});

const textOf = (deliveries: readonly { readonly body: Uint8Array }[]): string =>
  deliveries.map(({ body }) => Buffer.from(body).toString()).join('');

describe('InProcessQueue', () => {
  it('puts back in front what one consumer leaves to the others, and tells them', async () => {
    const queue = new InProcessQueue('one');
    const [leaving, staying] = [taker(), taker()];
    queue.attach(leaving);
    queue.attach(staying);
    const published = Promise.all(['a', 'b', 'c'].map((text) => queue.put(Buffer.from(text))));
    const taken = queue.take(2);
    const before = staying.notified;
    queue.putBack(taken, leaving);
    queue.detach(leaving);
    expect(staying.notified).to.be.above(before);
    const rest = queue.take(10);
    expect(textOf(rest)).to.equal('abc');
    for (const { resolve } of rest) resolve();
    await published;
  });

  it('fails what the last consumer leaves, and what comes after it', async () => {
    const queue = new InProcessQueue('one');
    const last = taker();
    queue.attach(last);
    const published = [queue.put(Buffer.from('a'))];
    queue.putBack(queue.take(1), last);
    queue.detach(last);
    published.push(queue.put(Buffer.from('b')));
    expect((await Promise.allSettled(published)).map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
  });
});
