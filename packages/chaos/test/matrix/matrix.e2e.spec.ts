import { expect } from 'chai';
import { type Cell, cells, faults } from './cells.js';
import { failFirstPaymentsOf } from './failing-payments.js';
import { type Laboratory, openLaboratory } from './laboratory.js';
import { canStartRabbitmq } from './scripts.js';

const amounts = { smooth: 207, retried: 208 };
const triesOfOneDelivery = 3;
const limits = { suite: 120_000, cell: 90_000, recovery: 60_000 };

describe('The crash matrix', function () {
  this.timeout(limits.cell);
  let laboratory: Laboratory;
  let payments: Awaited<ReturnType<typeof failFirstPaymentsOf>>;
  const accepted: string[] = [];

  before(async function () {
    this.timeout(limits.suite);
    if (!canStartRabbitmq() && process.env['CI'] !== 'true') this.skip();
    laboratory = await openLaboratory();
    payments = await failFirstPaymentsOf(laboratory.databaseUrl, `${amounts.retried}.00`, triesOfOneDelivery);
  });
  afterEach(() => laboratory.trap.disarm());
  after(async () => {
    await payments.end();
    await laboratory.close();
  });

  const strike = async (fault: Cell['fault']): Promise<void> => {
    const { mill, wires } = laboratory;
    if (fault === 'database') wires.database.cut();
    else if (fault !== 'kill') wires.broker.cut();
    else {
      await mill.end('SIGKILL');
      for (const wire of Object.values(wires)) wire.cut();
    }
  };

  for (const cell of cells) {
    const { step, moment, fault } = cell;
    const name = `${step.name}, ${moment}: ${faults[fault]}`;
    it(name, async () => {
      const { mill, trap, findings, ordersCalled } = laboratory;
      const order = { amount: step.retried ? amounts.retried : amounts.smooth, description: `test ${name}` };
      if (step.retried) await payments.rekindle();
      const struck = trap.catch(cell.rules(), () => strike(fault));
      const placed = mill.place(order);
      await struck;
      if (fault === 'kill') await mill.start();
      const id = await placed;
      const found = await ordersCalled(order.description);
      expect(found).to.have.length(id || cell.committed ? 1 : 0);
      accepted.push(...(found.length > 0 ? found : [(await mill.place(order)) ?? 'refused though nothing is wrong']));
      expect(await findings(accepted, limits.recovery)).to.deep.equal([]);
    });
  }
});
