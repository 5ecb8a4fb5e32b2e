import { expect } from 'chai';
import { deliveredWithVoucher, type Evidence, type Finding, judge, type Recorded, type Story } from '../../src/index.js';
import { modules } from '../../src/verdict/services.js';

type Logged = Evidence['events'][number];

const happened = (service: keyof Story, type: string, index: number): Logged => ({
  stream: `${service}-1`,
  version: index + 1,
  id: `${service}-event-${index + 1}`,
  type,
  schemaVersion: 1,
  subject: '1',
  time: new Date(0),
  data: { amount: '207.00' },
  source: `/${service}`,
  actor: 'test',
  internal: false,
});

const eventsOf = (story: Story): Logged[] =>
  modules.flatMap(({ name }) => story[name].map((type, index) => happened(name, type, index)));

const onTheBus = (events: readonly Logged[]): Recorded[] =>
  events.map(({ version, ...event }) => ({ ...event, sequence: String(version).padStart(10, '0') }));

/** What the log of the orders records of these events. */
const recordedOf = (events: readonly Logged[]): readonly Logged[] =>
  events
    .filter(({ source, type }) => source !== '/order' && modules[0]?.catalog[type]?.consumers.includes('order'))
    .map((event, index) => ({ ...event, stream: 'timeline-1', version: index + 1, internal: true }));

/** A mill in which these events have happened, and been handled by whoever is to handle them; with what else is said of each service. */
const millWith = (events: readonly Logged[], but: Partial<Evidence> = {}, received = recordedOf(events)): Evidence[] =>
  modules.map((module) => ({
    module,
    events: events.filter(({ source }) => source === `/${module.name}`),
    received: module.name === 'order' ? received : [],
    handled: new Set(events.map(({ source, id }) => `${source} ${id}`)),
    unpublished: 0,
    overdue: [],
    changedRows: [],
    ...but,
  }));

const whole = eventsOf(deliveredWithVoucher);
const after = (type: string) => whole.filter((event) => event.type !== type);

const findings = (
  evidence: readonly Evidence[],
  {
    accepted = ['1'],
    recorded = onTheBus(evidence.flatMap(({ events }) => events)),
    archived = onTheBus(evidence.flatMap(({ events }) => events)),
  } = {},
): readonly Finding[] => judge(evidence, { accepted, recorded, archived, expected: () => [deliveredWithVoucher] });

const told = (found: readonly Finding[]): string[] => found.map(({ kind, about, problem }) => `${kind}: ${about} ${problem}`);

describe('The verdict', () => {
  it('finds nothing where all is well, repeats on the bus included', () => {
    expect(findings(millWith(whole))).to.deep.equal([]);
    const twice = [...onTheBus(whole), ...onTheBus(whole)];
    expect(findings(millWith(whole), { recorded: twice })).to.deep.equal([]);
  });

  it('misses an order that was accepted', () => {
    expect(told(findings([], { accepted: ['2'] }))).to.deep.equal(['lost: 2 was accepted, and no log knows it']);
  });

  it('misses the end of a story', () => {
    const begun = after('order.delivered');
    const [finding] = findings(millWith(begun));
    expect(finding).to.include({ kind: 'lost', about: '1' });
  });

  it('notices an effect that happened twice, and one that should not have happened', () => {
    const again = happened('payment', 'payment.confirmed', 2);
    const odd = happened('payment', 'payment.refunded', 2);
    expect(told(findings(millWith([...whole, again])))).to.deep.equal(['repeated: 1 has payment.confirmed twice']);
    expect(findings(millWith([...whole, odd]))[0]).to.include({ kind: 'story' });
  });

  it('notices a gap in a stream', () => {
    const gapped = whole.map((event) => (event.type === 'order.delivered' ? { ...event, version: 5 } : event));
    expect(told(findings(millWith(gapped)))).to.deep.equal(['gap: 1 order-1 has version 5 where 4 belongs']);
  });

  it('misses what a service has not handled', () => {
    const handled = new Set(after('order.sent').map(({ source, id }) => `${source} ${id}`));
    expect(told(findings(millWith(whole, { handled })))).to.deep.equal(['lost: 1 voucher has not handled order.sent']);
  });

  describe('on what the log of the orders has recorded', () => {
    const received = recordedOf(whole);
    const tellOf = (changed: readonly Logged[]) => told(findings(millWith(whole, {}, changed)));
    const last = received.flatMap((event) => (event.type === 'voucher.issued' ? [event] : []));
    const unfounded = 'unfounded: 1 order has recorded a voucher.issued that nobody has stated so';

    it('misses what others have stated', () => {
      expect(tellOf(received.slice(0, -1))).to.deep.equal(['lost: 1 order has not recorded voucher.issued']);
    });

    it('notices what is recorded twice, and what nobody has stated', () => {
      const more = (but: Partial<Logged>) => [...received, ...last.map((event) => ({ ...event, version: 4, ...but }))];
      expect(tellOf(more({}))).to.deep.equal(['repeated: 1 order has recorded voucher.issued twice']);
      expect(tellOf(more({ id: 'ghost' }))).to.deep.equal([unfounded]);
    });

    const alterations: readonly Partial<Logged>[] = [
      { data: {} },
      { actor: 'eve' },
      { time: new Date(1) },
      { schemaVersion: 2 },
      { internal: false },
      { stream: 'timeline-2', version: 1 },
    ];
    for (const but of alterations)
      it(`notices another ${Object.keys(but)[0] ?? ''}`, () => {
        const changed = received.map((event) => (event.type === 'voucher.issued' ? { ...event, ...but } : event));
        expect(tellOf(changed)).to.deep.equal([unfounded]);
      });

    it('notices a gap', () => {
      expect(tellOf(received.map((event) => ({ ...event, version: event.version + 1 })))).to.deep.equal([
        'gap: 1 timeline-1 has version 2 where 1 belongs',
      ]);
    });

    it('takes no other service for one that records', () => {
      const [order, ...others] = millWith(whole);
      const [event] = received;
      const recording = others.map((each) => ({ ...each, received: event ? [event] : [] }));
      expect(told(findings([...(order ? [order] : []), ...recording]))).to.deep.equal(
        ['payment', 'voucher'].map((name) => `unfounded: 1 ${name} has recorded a payment.requested that nobody has stated so`),
      );
    });
  });

  it('misses on the bus what a log holds', () => {
    const recorded = onTheBus(after('order.confirmed'));
    expect(told(findings(millWith(whole), { recorded }))).to.deep.equal(['lost: 1 order.confirmed was never on the bus']);
  });

  it('notices on the bus what no log holds, or holds otherwise, and leaves others their own', () => {
    const foreign = onTheBus([{ ...happened('order', 'order.created', 0), source: '/elsewhere', id: 'a' }]);
    const ghost = onTheBus([{ ...happened('order', 'order.cancelled', 4), id: 'b' }]);
    const altered = onTheBus([{ ...happened('order', 'order.created', 0), data: { amount: '1.00' } }]);
    expect(told(findings(millWith(whole), { recorded: [...onTheBus(whole), ...foreign, ...ghost, ...altered] }))).to.deep.equal([
      'unfounded: 1 no log holds the order.cancelled on the bus',
      'unfounded: 1 no log holds the order.created on the bus',
    ]);
  });

  it('misses in the archive what a log holds, and notices there what none holds', () => {
    const archived = onTheBus([...after('order.confirmed'), { ...happened('order', 'order.cancelled', 4), id: 'b' }]);
    expect(told(findings(millWith(whole), { archived }))).to.deep.equal([
      'lost: 1 order.confirmed was never in the archive',
      'unfounded: 1 no log holds the order.cancelled in the archive',
    ]);
  });

  it('notices a stream that was published out of order', () => {
    const [first, second, ...others] = onTheBus(whole);
    const recorded = [second, first, ...others].flatMap((event) => event ?? []);
    expect(told(findings(millWith(whole), { recorded }))).to.deep.equal([
      'disorder: 1 order.created was on the bus after version 2',
    ]);
  });

  it('notices views that differ from their log, relays behind and timers overdue', () => {
    const [order] = millWith(whole, {
      unpublished: 3,
      overdue: ['dispatch-1'],
      changedRows: [{ id: '1', kept: '{}', rebuilt: null }],
    });
    const others = millWith(whole).slice(1);
    expect(told(findings([...(order ? [order] : []), ...others]))).to.deep.equal([
      'view: 1 is {}, and null by its log',
      'unsettled: order the relay is 3 events behind',
      'unsettled: dispatch-1 the timer of order is overdue',
    ]);
  });
});
