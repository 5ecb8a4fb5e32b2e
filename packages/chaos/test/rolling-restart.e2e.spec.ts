import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { becomesQuiet } from '../src/check/quiet.js';
import { CleanUp } from '../src/clean-up.js';
import type { Targets } from '../src/faults/targets.js';
import { deliveredWithVoucher, judge, readArchived, readEvidence } from '../src/index.js';
import { Recorder } from '../src/check/recorder.js';
import { startMill } from '../src/mill.js';
import { skipWithoutBroker } from './support/skip-without-broker.js';
import { KeepAliveClient } from './support/keep-alive-client.js';
import { watchReadiness } from './support/watch-readiness.js';

const connections = 6;

describe('A rolling restart of every replica under load', function () {
  this.timeout(180_000);
  const cleanUp = new CleanUp();
  const troubles: string[] = [];
  let mill: Targets;
  let recorder: Recorder;

  before(async function () {
    skipWithoutBroker(this);
    const directory = await mkdtemp(join(tmpdir(), 'ordermill-rolling-'));
    cleanUp.add(() => rm(directory, { recursive: true, force: true }));
    const onUnexpectedEnd = (name: string, how: string): void => void troubles.push(`${name}: ${how}`);
    const variables = { DISPATCH_DELAY_MS: '50', DELIVERY_DELAY_MS: '50' };
    mill = await startMill({ directory, replicas: 2, users: ['demo'], variables, cleanUp, onUnexpectedEnd });
    recorder = await Recorder.start(mill.broker.url, () => undefined);
    cleanUp.add(() => recorder.stop());
  });
  after(() => cleanUp.run());

  it('fails no request and loses no message', async () => {
    const client = new KeepAliveClient(mill.fleet.gateway.url, 'demo', connections);
    cleanUp.add(() => client.close());
    const accepted: string[] = [];
    const failures: string[] = [];
    const readiness: string[] = [];
    const over = new AbortController();
    const hand = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const placed = await client.place();
        if (placed.id === undefined) failures.push(placed.outcome);
        else accepted.push(placed.id);
        for (const path of ['/api/orders?limit=1', '/api/payments?limit=1', '/api/vouchers?limit=1']) {
          const outcome = await client.get(path);
          if (outcome !== '200') failures.push(`${path}: ${outcome}`);
        }
        await sleep(Math.random() * 40);
      }
    };
    const load = Promise.all(Array.from({ length: connections }, hand));
    try {
      for (const replica of mill.fleet.replicas) {
        const acceptedBefore = accepted.length;
        const seen = watchReadiness(replica.url);
        expect(await replica.end('SIGTERM'), replica.name).to.equal('exit 0');
        readiness.push(...(await seen));
        replica.start();
        await replica.becomesReady();
        expect(accepted.length, `orders accepted while ${replica.name} was replaced`).to.be.greaterThan(acceptedBefore);
      }
    } finally {
      over.abort();
      await load;
    }
    expect(failures).to.deep.equal([]);
    // Of a busy machine not every replica can be asked in the moment between; of six, one can.
    expect(readiness.filter((said) => said !== '200')).to.include.members(['503', 'refused']);
    expect(['200', '503', 'refused']).to.include.members(readiness);

    const { signal } = new AbortController();
    const quiet = { databaseUrl: mill.database.url, broker: mill.broker, longestMs: 60_000, signal };
    await becomesQuiet({ ...quiet, onUnsettled: () => undefined });
    const evidence = await readEvidence(mill.database.url);
    const archived = await readArchived(mill.database.url);
    const promised = { accepted, expected: () => [deliveredWithVoucher], recorded: recorder.events, archived };
    expect(judge(evidence, promised)).to.deep.equal([]);
    expect(troubles).to.deep.equal([]);
  });
});
