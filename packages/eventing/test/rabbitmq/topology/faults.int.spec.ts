import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { applyTopology, planTopology, RabbitMqEventBus } from '../../../src/index.js';
import { Arrivals } from '../../../src/testing/index.js';
import { testEvent } from '../../../src/testing/conformance/events.js';
import { topologies } from '../../support/topologies.js';

const program = fileURLToPath(new URL('../../support/apply-program.js', import.meta.url));
const waiting = 1_000;
// After how many steps, and within how many milliseconds more: while it moves, when the old queue is deleted, and while it moves back.
const kills = [
  [1, 50],
  [1, 150],
  [2, 5],
  [1, 5],
  [1, 50],
  [2, 20],
] as const;

describe('applyTopology, whatever happens meanwhile', function () {
  this.timeout(120_000);
  const { urls, topology, names, declareOther, declareClassic, fill, take } = topologies();
  const buses: RabbitMqEventBus[] = [];

  afterEach(async () => {
    for (const bus of buses.splice(0)) await bus.close();
  });

  const openBus = () => {
    const errors = new Arrivals<unknown>();
    const bus = new RabbitMqEventBus({ urls: urls(), topology: topology(), onError: (error) => errors.add(error) });
    buses.push(bus);
    return { bus, errors };
  };

  /** Publishes one event after the other until told to stop; answers the ids of all. */
  const publishing = ({ bus }: ReturnType<typeof openBus>) => {
    const stopping = new AbortController();
    const ids: string[] = [];
    const publish = async (): Promise<readonly string[]> => {
      while (!stopping.signal.aborted) {
        const event = testEvent('stock.moved', `subject-${ids.length % 5}`, ids.length);
        await bus.publish(event);
        ids.push(event.id);
      }
      return ids;
    };
    const published = publish();
    return (): Promise<readonly string[]> => {
      stopping.abort();
      return published;
    };
  };

  /** Runs apply as a process, and kills it so many milliseconds after it has said so many steps; false when it was done before. */
  const applyAndKill = async (steps: number, ms: number): Promise<boolean> => {
    const args = ['--enable-source-maps', program, urls()[0] ?? '', JSON.stringify(topology())];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let said = 0;
    createInterface({ input: child.stdout }).on('line', () => {
      said += 1;
      if (said === steps) setTimeout(() => child.kill('SIGKILL'), ms);
    });
    const [code] = (await exited) as [number | null];
    if (code) throw new Error(`apply ended with ${code}`);
    return code === null;
  };

  for (const [type, declare] of [
    ['quorum', () => declareOther(names().queue, { 'x-delivery-limit': 100 })],
    ['classic', () => declareClassic(names().queue)],
  ] as const)
    it(`loses nothing of a ${type} queue when it is killed again and again, while others publish`, async () => {
      await declare();
      await fill(names().queue, waiting);
      const stop = publishing(openBus());
      let killed = 0;
      for (const [steps, ms] of kills) {
        if (!(await applyAndKill(steps, Math.random() * ms))) break;
        killed += 1;
        await openBus().bus.publish(testEvent('day.ended', 'one', killed)); // a process that starts declares everything
      }
      while (await applyAndKill(Infinity, 0));
      const ids = await stop();

      expect(killed).to.be.at.least(2);
      const arrived = new Set((await take(names().queue)).map(({ properties }) => String(properties.messageId)));
      const lost = [...ids, ...Array.from({ length: waiting }, (_, n) => String(n))].filter((id) => !arrived.has(id));
      expect(lost).to.deep.equal([]);
      expect(ids.length).to.be.above(100);
      expect((await planTopology(urls(), topology())).filter(({ state }) => state !== 'ok')).to.deep.equal([]);
    });

  it('keeps a service that starts in the middle waiting, and then gives it everything once', async () => {
    const { queue } = names();
    await declareOther(queue, { 'x-delivery-limit': 100 });
    await fill(queue, waiting);
    const { bus, errors } = openBus();
    const handled = new Arrivals<string>();
    const subscribe = () =>
      bus.subscribe({
        service: 'one',
        patterns: ['stock.moved', 'day.ended'],
        batchSize: 50,
        process: async (messages) =>
          messages.map(({ body }) => {
            handled.add(Buffer.from(body).toString());
            return { type: 'done' };
          }),
      });

    const refused = errors.until((all) => all.some((error) => String(error).includes('is being changed')));
    let subscribed: ReturnType<typeof subscribe> | undefined;
    await applyTopology({
      urls: urls(),
      topology: topology(),
      types: [],
      onProgress: () => {
        subscribed ??= subscribe();
      },
    });
    await refused;
    await subscribed;
    expect((await handled.count(waiting)).toSorted()).to.deep.equal(
      Array.from({ length: waiting }, (_, n) => `message ${n}`).sort(),
    );
  });
});
