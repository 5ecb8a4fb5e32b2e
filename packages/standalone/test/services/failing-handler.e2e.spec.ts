import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { type ForeignProgram, headersOf, joinBroker } from '../support/foreign-program.js';
import { expectDelivered, withDatabase } from '../support/histories.js';

describe('A handler that always fails', function () {
  this.timeout(60_000);
  let mill: DistributedMill;
  let foreign: ForeignProgram;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill();
    foreign = await joinBroker(mill.broker.url);
  });
  after(cleanUp);

  const place = (amount: number) => mill.client.place({ amount, description: 'test' });

  /** Payments of this amount cannot be stored, for a reason that nobody foresaw. */
  const breakPaymentsOf = (amount: string) =>
    withDatabase(mill.databaseUrl, 'payment', (client) =>
      client.query(`
        create function burn() returns trigger language plpgsql as $$ begin raise exception 'the till is on fire'; end $$;
        create trigger fire before insert on eventing.event_log for each row
          when (new.data ->> 'amount' = '${amount}') execute function burn()`),
    );
  const mendPayments = () => withDatabase(mill.databaseUrl, 'payment', (client) => client.query('drop function burn cascade'));

  it('waits on the first tier while others go on, and loses nothing', async () => {
    await breakPaymentsOf('111.11');
    const others = [await place(207), await place(207)];
    const { id } = await place(111.11);
    others.push(await place(207), await place(207));

    const waiting = await foreign.take('ordermill.payment.retry.1000');
    expect(JSON.parse(waiting.content.toString())).to.include({ type: 'order.created', subject: id });
    expect(Number(waiting.properties.expiration)).to.be.within(800, 1200);
    expect(headersOf(waiting)).to.include({
      'x-ordermill-rounds': 1,
      'x-ordermill-exchange': 'ordermill.events',
      'x-ordermill-routing-key': 'order.created',
    });
    expect(headersOf(waiting)['x-ordermill-error']).to.contain('the till is on fire');
    await expectDelivered(
      mill,
      others.map((order) => order.id),
    );
    expect(await mill.client.order(id)).to.include({ status: 'created' });

    await mendPayments();
    foreign.putBack(waiting);
    await expectDelivered(mill, [id]);
  });

  it('is given up after the last tier, with its reason, and completes once it is put back', async () => {
    await breakPaymentsOf('122.22');
    const { id } = await place(122.22);
    const waiting = await foreign.take('ordermill.payment.retry.1000');
    await foreign.sendTo('ordermill.payment', waiting, { ...headersOf(waiting), 'x-ordermill-rounds': 3 });
    foreign.ack(waiting);

    const dead = await foreign.take('ordermill.payment.dlq');
    expect(dead.content.equals(waiting.content)).to.equal(true);
    const { 'x-ordermill-error': error, 'x-ordermill-stack': stack, ...headers } = headersOf(dead);
    expect(error).to.contain('the till is on fire');
    expect(stack).to.match(/the till is on fire\n +at /);
    expect(headers).to.include({
      'x-ordermill-reason': 'exhausted',
      'x-ordermill-rounds': 4,
      'x-ordermill-tries': 12,
      'x-ordermill-origin': 'ordermill.payment',
      'x-ordermill-exchange': 'ordermill.events',
      'x-ordermill-routing-key': 'order.created',
      'x-ordermill-first-failed-at': headersOf(waiting)['x-ordermill-first-failed-at'],
    });

    await mendPayments();
    await foreign.sendTo(String(headers['x-ordermill-origin']), dead, {});
    foreign.ack(dead);
    await expectDelivered(mill, [id]);
  });
});
