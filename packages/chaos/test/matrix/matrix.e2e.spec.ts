import { expect } from 'chai';
import type { Catch } from '../wire/trap.js';
import { type Cell, cells, nameOf } from './cells.js';
import { type Laboratory, openLaboratory } from './laboratory.js';
import { skipWithoutBroker } from '../support/skip-without-broker.js';

const amount = 207;
const limits = { suite: 120_000, cell: 90_000, recovery: 60_000 };

describe('The crash matrix', function () {
  this.timeout(limits.cell);
  let laboratory: Laboratory;
  let close = (): Promise<void> => Promise.resolve();
  const accepted: string[] = [];
  /** Orders of cells that have failed: each cell answers for its own, and for all that went well before it. */
  const spoiled: string[] = [];

  before(async function () {
    this.timeout(limits.suite);
    skipWithoutBroker(this);
    laboratory = await openLaboratory();
    ({ close } = laboratory);
  });
  afterEach(() => laboratory.trap.disarm());
  after(() => close());

  const strike = async (fault: Cell['fault'], caught: Catch): Promise<void> => {
    const { mill, wires } = laboratory;
    if (caught === 'before') await mill.breathe();
    if (fault === 'database') wires.database.cut();
    else if (fault !== 'kill') wires.broker.cut();
    else {
      await mill.end('SIGKILL');
      for (const wire of Object.values(wires)) wire.cut();
    }
  };
  const expectWell = async (): Promise<void> => {
    const found = await laboratory.findings(accepted, spoiled, limits.recovery);
    const mine = accepted.at(-1);
    if (found.length > 0 && mine !== undefined) spoiled.push(mine);
    expect(found).to.deep.equal([]);
  };

  for (const cell of cells) {
    const { step, fault, rules, committed } = cell;
    it(nameOf(cell), async () => {
      const { mill, trap, payments, ordersCalled } = laboratory;
      const order = { amount: step.retried ? payments.failingAmount : amount, description: `test ${nameOf(cell)}` };
      if (step.retried) await payments.rekindle();
      const struck = trap.catch(rules(), (caught) => strike(fault, caught));
      const placed = mill.place(order);
      await struck;
      if (fault === 'kill') await mill.start();
      const answered = await placed;
      const found = await ordersCalled(order.description);
      expect(found).to.have.length(answered !== undefined || committed ? 1 : 0);
      accepted.push(found[0] ?? (await mill.place(order)) ?? 'refused though nothing is wrong any more');
      await expectWell();
    });
  }

  it('leaves nothing behind that happens later, or when the process ends in order', async () => {
    expect(await laboratory.mill.end('SIGTERM')).to.equal(0);
    await expectWell();
  });

  it('would have noticed a view that differs from its log, and an event that is gone', async () => {
    const { tamper, findings } = laboratory;
    const id = accepted.at(-1) ?? '';
    await tamper('order', `update orders set status = 'sent' where id = '${id}'`);
    await tamper('voucher', `delete from eventing.event_log where subject = '${id}'`);
    const found = await findings(accepted, spoiled, 0);
    // A repeat on the bus is found as often as the bus has carried it.
    const distinct = new Map(found.map((finding) => [JSON.stringify(finding), finding]));
    expect([...distinct.values()].map(({ kind, about }) => `${kind} ${about}`)).to.have.members([
      `lost ${id}`, // the end of the story
      `view ${id}`,
      `view ${id}`, // a voucher without a reason
      `unfounded ${id}`, // on the bus
      `unfounded ${id}`, // in the archive
      `unfounded ${id}`, // recorded with the order
    ]);
  });
});
