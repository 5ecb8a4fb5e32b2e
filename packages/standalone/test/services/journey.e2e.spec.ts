import type { DeliveryResponse, JourneyResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { withDatabase } from '../support/histories.js';

describe("An order's journey", function () {
  this.timeout(90_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill();
  });
  after(cleanUp);

  const path = (id: string): string => `/api/ops/journeys/${id}`;
  const journey = async (id: string): Promise<JourneyResponse> => {
    const answer = await mill.admin.call(path(id));
    expect(answer.status).to.equal(200);
    return (await answer.json()) as JourneyResponse;
  };
  const deliveryOf = ({ events }: JourneyResponse, type: string, service: string): DeliveryResponse | undefined =>
    events.find((event) => event.type === type)?.deliveries.find((each) => each.service === service);
  const inPayments = (text: string) => withDatabase(mill.databaseUrl, 'payment', (client) => client.query(text));

  /** Each event once, after what caused it, and all of it delivered wherever it goes. */
  const arrived = (id: string): Promise<JourneyResponse> =>
    eventually(
      () => journey(id),
      ({ events }) =>
        events.some(({ type }) => type === 'voucher.issued') &&
        events.every(({ deliveries }) => deliveries.every(({ status }) => status === 'handled')),
    );

  it('is every event once, after what caused it, with what became of it everywhere', async () => {
    const { id } = await mill.client.place({ amount: 207, description: 'test' });
    const { events, timers, deadLetters, operations, unavailable } = await arrived(id);
    expect(events.map(({ type }) => type)).to.have.members([
      'order.created',
      'payment.requested',
      'payment.confirmed',
      'order.confirmed',
      'order.sent',
      'order.delivered',
      'voucher.issued',
    ]);
    const place = new Map(events.map((event, index) => [event.id, index]));
    for (const [index, { causationId }] of events.entries())
      if (causationId !== null) expect(place.get(causationId)).to.be.lessThan(index);
    const created = events[0]?.deliveries ?? [];
    expect(created.map(({ service }) => service)).to.deep.equal(['payment', 'voucher', 'event-store']);
    for (const { tries, latencyMs } of created) {
      expect(tries).to.equal(1);
      expect(latencyMs).to.be.within(0, 60_000);
    }
    expect(timers.map(({ type }) => type)).to.deep.equal(['voucher.expiry-due']);
    expect([deadLetters, operations, unavailable]).to.deep.equal([[], [], []]);
  });

  it('tells the runs that a handler took which failed twice', async () => {
    await inPayments(`
      create sequence failures;
      create function stumble() returns trigger language plpgsql as $$ begin
        if nextval('failures') <= 2 then raise exception 'not yet'; end if; return new; end $$;
      create trigger stone before insert on eventing.event_log for each row
        when (new.data ->> 'amount' = '133.33') execute function stumble()`);
    const { id } = await mill.client.place({ amount: 133.33, description: 'test' });
    const found = await arrived(id);
    expect(deliveryOf(found, 'order.created', 'payment')).to.include({ status: 'handled', tries: 3 });
    expect(deliveryOf(found, 'order.created', 'event-store')).to.include({ tries: 1 });
  });

  /** An order whose payment cannot be requested: its journey ends in a dead letter. */
  const stuck = async (): Promise<JourneyResponse> => {
    await inPayments(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '22021', message = 'a bug'; end $$;
      create trigger bug before insert on eventing.event_log for each row
        when (new.data ->> 'amount' = '144.44') execute function refuse()`);
    const { id } = await mill.client.place({ amount: 144.44, description: 'test' });
    const found = await eventually(
      () => journey(id),
      (each) => deliveryOf(each, 'order.created', 'payment')?.status === 'dead',
    );
    await inPayments('drop function refuse cascade');
    return found;
  };

  it('leads to a dead letter, and on once it is redriven', async () => {
    const found = await stuck();
    const [letter] = found.deadLetters;
    expect(deliveryOf(found, 'order.created', 'payment')).to.include({ deadLetterId: letter?.id, handledAt: null });
    const sent = await mill.admin.call(`/api/ops/dead-letters/${letter?.id}/redrive`, { method: 'POST', body: '{}' });
    expect(sent.status).to.equal(200);
    const gone = await arrived(found.orderId);
    expect(deliveryOf(gone, 'order.created', 'payment')).to.include({ status: 'handled', tries: 1, deadLetterId: null });
    expect(gone.deadLetters).to.deep.equal([]);
    expect(gone.operations).to.have.length(1);
    expect(gone.operations[0]).to.include({ service: 'payment', actor: 'admin', action: 'redrive', eventId: gone.events[0]?.id });
  });

  it('ends where a dead letter was discarded', async () => {
    const { orderId, deadLetters } = await stuck();
    expect((await mill.admin.call(`/api/ops/dead-letters/${deadLetters[0]?.id}`, { method: 'DELETE' })).ok).to.equal(true);
    expect(deliveryOf(await journey(orderId), 'order.created', 'payment')).to.include({
      status: 'discarded',
      deadLetterId: null,
    });
  });

  it('is for admins, of an order that there is', async () => {
    const status = async (client: typeof mill.client, id: string) => (await client.call(path(id))).status;
    const unknown = '00000000-0000-7000-8000-000000000000';
    expect(await status(mill.admin, unknown)).to.equal(404);
    expect(await status(mill.admin, '7')).to.equal(400);
    expect(await status(mill.client, unknown)).to.equal(403);
  });

  it('names the service that is away, and does not guess what has become of its deliveries', async () => {
    const { id } = await mill.client.place({ amount: 50, description: 'test' });
    await mill.client.reaching(id);
    await mill.kill('voucher');
    const found = await journey(id);
    expect(found.unavailable).to.deep.equal(['voucher']);
    expect(deliveryOf(found, 'order.created', 'voucher')).to.include({ status: 'unknown' });
    expect(deliveryOf(found, 'order.created', 'payment')).to.include({ status: 'handled' });
  });
});
