import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TcpProxy } from '@ordermill/eventing/testing';
import {
  checkQueues,
  deliveredWithVoucher,
  type Finding,
  judge,
  readArchived,
  readEvidence,
  startEmbeddedPostgres,
} from '../../src/index.js';
import { watchBroker } from '../wire/broker.js';
import { watchDatabase } from '../wire/database.js';
import { withDatabase } from './with-database.js';
import { Trap } from '../wire/trap.js';
import { failFirstPayments } from './failing-payments.js';
import { startRecorder } from './recorder.js';
import { startRabbitmq } from '../../src/servers/scripts.js';
import { Standalone } from './standalone.js';

const pollMs = 25;

const portOf = (url: string): number => Number(new URL(url).port);

const through = ({ port }: TcpProxy, url: string): string => {
  const rerouted = new URL(url);
  rerouted.port = String(port);
  return rerouted.href;
};

/** A mill in one process, on servers of its own, with a trap on every wire between them. */
export const openLaboratory = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ordermill-matrix-'));
  const [postgres, rabbitmq] = await Promise.all([startEmbeddedPostgres({ dataDir }), startRabbitmq()]);
  const trap = new Trap();
  const database = await TcpProxy.listen(portOf(postgres.url), watchDatabase(trap));
  const broker = await TcpProxy.listen(portOf(rabbitmq.url), watchBroker(trap));
  const recorder = await startRecorder(rabbitmq.url);
  const mill = new Standalone({
    DATABASE_URL: through(database, postgres.url),
    AMQP_URL: through(broker, rabbitmq.url),
    DISPATCH_DELAY_MS: '0',
    DELIVERY_DELAY_MS: '0',
    LOG_LEVEL: 'silent',
  });
  await mill.start();
  const payments = await failFirstPayments(postgres.url);

  const findings = async (accepted: readonly string[]): Promise<readonly Finding[]> => {
    const [evidence, archived, queues] = await Promise.all([
      readEvidence(postgres.url),
      readArchived(postgres.url),
      checkQueues(rabbitmq.url),
    ]);
    const { recorded } = recorder;
    return [...judge(evidence, { accepted, recorded, archived, expected: () => [deliveredWithVoucher] }), ...queues];
  };
  return {
    mill,
    trap,
    wires: { database, broker },
    payments,
    /** What is wrong with any but the excepted orders, once nothing is or so much time has passed. */
    findings: async (accepted: readonly string[], excepted: readonly string[], withinMs: number): Promise<readonly Finding[]> => {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const all = await findings(accepted);
        const found = all.filter(({ about }) => !excepted.some((id) => about.includes(id)));
        if (found.length === 0 || performance.now() > deadline) return found;
        await sleep(pollMs);
      }
    },
    /** Changes what a service has stored behind its back. */
    tamper: (service: string, sql: string) => withDatabase(postgres.url, service, (client) => client.query(sql)),
    /** Ids of the orders with this description. */
    ordersCalled: async (description: string): Promise<string[]> => {
      const evidence = await readEvidence(postgres.url);
      return evidence
        .flatMap(({ events }) => events)
        .filter(({ type, data }) => type === 'order.created' && 'description' in data && data.description === description)
        .map(({ subject }) => subject);
    },
    close: async (): Promise<void> => {
      await mill.end('SIGKILL');
      await payments.end();
      await recorder.stop();
      await Promise.all([database.close(), broker.close()]);
      await Promise.all([postgres.stop(), rabbitmq.kill()]);
      await rm(dataDir, { recursive: true });
    },
  };
};

export type Laboratory = Awaited<ReturnType<typeof openLaboratory>>;
