import { openTestDatabase } from '@ordermill/eventing/testing';
import { SimulatedGateway1764000200001 } from '../../src/adapters/migrations/1764000200001-simulated-gateway.js';
import { SimulatedGateway } from '../../src/adapters/simulated-gateway.js';
import { type GatewayHarness, paymentGatewaySuite } from '../support/gateway-suite.js';

const open = async (): Promise<GatewayHarness> => {
  const schema = { catalog: {}, projections: [], migrations: [SimulatedGateway1764000200001] };
  const { database } = await openTestDatabase(schema);
  const luck: number[] = [];
  const random = (): number => luck.shift() ?? 1;
  const count = async (text: string, value: string): Promise<number> => (await database.query({ text, values: [value] })).length;
  return {
    gateway: new SimulatedGateway({ database, delayMs: 0, failureRate: 1, now: () => new Date(), random }),
    charges: (orderId) => count('select from simulated_charges where order_id = $1 and code is null', orderId),
    refunds: (reference) => count('select from simulated_refunds where reference = $1', reference),
    breakOff: (when) => void luck.push(when === 'before' ? 0 : 0.5),
    close: () => database.close(),
  };
};

describe('The simulated gateway', () => {
  paymentGatewaySuite(open);
});
