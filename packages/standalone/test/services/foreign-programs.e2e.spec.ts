import { randomUUID } from 'node:crypto';
import type { ConsumeMessage } from 'amqplib';
import { expect } from 'chai';
import { CloudEvent, HTTP } from 'cloudevents';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { type ForeignProgram, headersOf, joinBroker } from '../support/foreign-program.js';
import { expectDelivered } from '../support/histories.js';

const causes: Readonly<Record<string, string | undefined>> = {
  'order.created': undefined,
  'payment.requested': 'order.created',
  'payment.confirmed': 'order.created',
  'order.confirmed': 'payment.confirmed',
  'order.sent': 'order.confirmed',
  'order.delivered': 'order.sent',
  'voucher.issued': 'order.sent',
};

/** The newest version, where it is not the first. */
const versions: Readonly<Record<string, number>> = { 'order.created': 2, 'payment.confirmed': 2 };

const read = ({ content, properties }: ConsumeMessage): CloudEvent<unknown> => {
  const event = HTTP.toEvent<unknown>({ headers: { 'content-type': String(properties.contentType) }, body: content.toString() });
  if (!(event instanceof CloudEvent)) throw new TypeError('not one CloudEvent');
  event.validate();
  return event;
};

const paid = (subject: string, data: object = {}) =>
  new CloudEvent({
    type: 'payment.confirmed',
    source: '/till',
    subject,
    data: {
      userId: 'demo',
      amount: '207.00',
      currency: 'EUR',
      decision: { policy: 'cash', reason: 'paid at the till', seed: null },
      ...data,
    },
  });

describe('Foreign programs on the exchange', function () {
  this.timeout(60_000);
  let mill: DistributedMill;
  let foreign: ForeignProgram;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill();
    foreign = await joinBroker(mill.broker.url);
  });
  after(cleanUp);

  const placeManual = () => mill.client.place({ amount: 207, description: 'cash', paymentMode: 'manual' });

  it('read every event of a lifecycle with the CloudEvents SDK', async () => {
    const messages = await foreign.listen('#');
    const { id } = await mill.client.place({ amount: 207, description: 'test' });
    await eventually(
      () => Promise.resolve(messages.length),
      (count) => count >= Object.keys(causes).length,
    );
    const events = messages.map(read);
    const idOf = (type = '') => events.find((event) => event.type === type)?.id;
    expect(events.map(({ type }) => type)).to.have.members(Object.keys(causes));
    for (const event of events) {
      const { type, source, subject, time, dataschema } = event;
      const service = type.split('.')[0];
      expect({ source, subject, dataschema }, type).to.deep.equal({
        source: `/${service}`,
        subject: id,
        dataschema: `https://ordermill.dev/schemas/${type}/v${versions[type] ?? 1}`,
      });
      expect(Date.parse(time ?? ''), type).to.be.closeTo(Date.now(), 30_000);
      expect(event['causationid'], type).to.equal(idOf(causes[type]));
      expect(event['correlationid'], type)
        .to.equal(events[0]?.['correlationid'])
        .and.match(/^[\da-f-]{36}$/);
      expect(event['actor'], type).to.equal(type === 'order.created' ? 'demo' : service);
      expect(event['sequence'], type).to.match(/^\d+$/);
    }
    for (const source of ['/order', '/payment', '/voucher']) {
      const sequence = events.filter((event) => event.source === source).map((event) => Number(event['sequence']));
      expect(sequence, source).to.deep.equal(sequence.map((_number, index) => index + 1));
    }
  });

  it('find the essentials in the AMQP properties, without looking into the body', async () => {
    const messages = await foreign.listen('order.*');
    const { id } = await mill.client.place({ amount: 1, description: 'test' });
    await mill.client.reaching(id);
    await eventually(
      () => Promise.resolve(messages.length),
      (count) => count >= 4,
    );
    for (const message of messages) {
      const { id: messageId, type, correlationid } = read(message);
      expect(message.fields.routingKey).to.equal(type);
      expect(message.properties).to.include({
        messageId,
        type,
        correlationId: correlationid,
        contentType: 'application/cloudevents+json',
        deliveryMode: 2,
      });
    }
  });

  it('move an order on with an event of their own, once, however often they publish it', async () => {
    const first = await placeManual();
    const second = await placeManual();
    const event = paid(first.id);
    await foreign.publish(event);
    await foreign.publish(event);
    await mill.client.reaching(first.id);
    await foreign.publish(event);
    await foreign.publish(paid(first.id));
    await foreign.publish(paid(second.id));
    await expectDelivered(mill, [first.id, second.id]);
  });

  it('harm nobody with what cannot be handled: it becomes a dead letter that says why', async () => {
    const manual = await placeManual();
    const placing = Array.from({ length: 10 }, () => mill.client.place({ amount: 207, description: 'test' }));
    await foreign.publishBytes('payment.confirmed', Buffer.from([0xff, 0x00, 0x7b]));
    await foreign.publishBytes('payment.declined', '{"specversion":"1.0","type":"payment.declined"}');
    await foreign.publish(paid(manual.id, { amount: -207 }));
    await foreign.publish(paid(manual.id, { amount: '206.99' }));
    await foreign.publish(paid(manual.id, { currency: 'USD' }));
    await foreign.publish(paid(randomUUID()));
    await foreign.publish(paid('order 7'));
    await foreign.publish(paid(manual.id).cloneWith({ id: 'no\0id' }));
    await foreign.publish(paid(manual.id));
    await expectDelivered(mill, [manual.id]);
    await expectDelivered(
      mill,
      (await Promise.all(placing)).map(({ id }) => id),
    );

    for (const [key, reason, error] of [
      ['payment.confirmed', 'unparseable', /not JSON/],
      ['payment.declined', 'invalid', /^UnreadableMessage: not a CloudEvent: id: .*source: .*subject: /],
      ['payment.confirmed', 'invalid', /data of payment\.confirmed: amount: /],
      ['payment.confirmed', 'rejected', /^DomainError: 206\.99 EUR was paid, but the order costs 207\.00 EUR/],
      ['payment.confirmed', 'rejected', /^DomainError: 207\.00 USD was paid, but the order costs 207\.00 EUR/],
      ['payment.confirmed', 'rejected', /^DomainError: there is no such order/],
      ['payment.confirmed', 'invalid', /^UnreadableMessage: subject: .*must be a UUID/],
      ['payment.confirmed', 'rejected', /^DomainError: text with characters that cannot be stored/],
    ] as const) {
      const headers = headersOf(await foreign.take('ordermill.order.dlq'));
      expect(headers).to.include({
        'x-ordermill-reason': reason,
        'x-ordermill-origin': 'ordermill.order',
        'x-ordermill-exchange': 'ordermill.events',
        'x-ordermill-routing-key': key,
        'x-ordermill-tries': 1,
      });
      expect(headers['x-ordermill-error']).to.match(error);
      expect(Date.parse(String(headers['x-ordermill-failed-at']))).to.be.closeTo(Date.now(), 30_000);
    }
  });
});
