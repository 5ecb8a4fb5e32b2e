import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type ConfirmChannel, connect } from 'amqplib';
import { expect } from 'chai';

const program = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const waiting = 1_000;

describe('ordermill topology', function () {
  this.timeout(120_000);
  const url = process.env.TEST_AMQP_URL ?? '';
  let namespace = '';

  before(function () {
    // No RabbitMQ is to be had here: with CI=true npm test has failed for want of one before.
    if (!url) this.skip();
  });
  beforeEach(() => {
    namespace = `cli-${randomUUID().slice(0, 8)}`;
  });

  const start = (command: string, flags: readonly string[] = [], amqpUrl = url) => {
    const args = ['--enable-source-maps', program, 'topology', command, '--namespace', namespace, ...flags];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, AMQP_URL: amqpUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outcome = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
      ([[code], stdout, stderr]) => ({ code: code as number | null, stdout, stderr }),
    );
    return { child, outcome };
  };
  const run = (...args: Parameters<typeof start>) => start(...args).outcome;
  const on = async <Result>(work: (channel: ConfirmChannel) => Promise<Result>): Promise<Result> => {
    const model = await connect(url);
    try {
      return await work(await model.createConfirmChannel());
    } finally {
      await model.close();
    }
  };
  const count = () => on((channel) => channel.checkQueue(`${namespace}.order`));

  /** A classic queue of orders, as it may be there from before, with messages that wait. */
  const oldQueue = () =>
    on(async (channel) => {
      await channel.assertQueue(`${namespace}.order`, { maxPriority: 3 });
      for (let n = 0; n < waiting; n += 1)
        channel.sendToQueue(`${namespace}.order`, Buffer.from(String(n)), { persistent: true });
      await channel.waitForConfirms();
    });

  it('plans, applies, and then has nothing to do', async () => {
    const planned = await run('plan');
    expect(planned).to.include({ code: 2, stderr: '' });
    expect(planned.stdout).to.match(new RegExp(`^${namespace}\\.events \\(exchange\\) +create$`, 'm'));
    expect(planned.stdout).to.match(new RegExp(`^${namespace}\\.payment\\.retry\\.1000 +create$`, 'm'));

    const asked = await run('apply');
    expect(asked.code).to.equal(1);
    expect(asked.stderr).to.match(/create[^]*\nordermill: there is nobody to ask: say --yes\n$/);

    const applied = await run('apply', ['--yes']);
    expect(applied).to.include({ code: 0, stderr: '' });
    expect(applied.stdout).to.include(`${namespace}.order.dlq: created\n`);
    expect(applied.stdout).to.match(new RegExp(`^${namespace}\\.order: unbound from .*\\(order\\.created, `, 'm'));

    expect(await run('plan')).to.include({ code: 0, stderr: '' });
  });

  it('makes a queue anew, with all its messages, once its service is stopped', async () => {
    await oldQueue();
    const { code, stdout } = await run('plan');
    expect(code).to.equal(2);
    expect(stdout).to.match(new RegExp(`^${namespace}\\.order +differs +1,000 +0$`, 'm'));
    expect(stdout).to.include('\n  x-queue-type: not set → quorum\n').and.to.include('\n  x-max-priority: 3 → not set\n');

    await on(async (channel) => {
      await channel.prefetch(1);
      await channel.consume(`${namespace}.order`, () => undefined);
      expect(await run('apply', ['--yes'])).to.deep.equal({
        code: 1,
        stdout: '',
        stderr: `ordermill: queue "${namespace}.order" has consumers: stop the order service first; its events wait\n`,
      });
    });

    expect((await run('apply', ['--yes', '--watch-seconds', '0'])).code).to.equal(0);
    expect(await count()).to.include({ messageCount: waiting, consumerCount: 0 });
    expect((await run('plan')).code).to.equal(0);
  });

  it('says that nothing is lost when it is interrupted, and finishes the next time', async () => {
    await oldQueue();
    const { child, outcome } = start('apply', ['--yes']);
    child.stdout.on('data', (data: Buffer) => {
      if (data.includes('moving')) child.kill('SIGINT');
    });
    const { code, stderr } = await outcome;
    expect({ code, stderr }).to.deep.equal({
      code: 130,
      stderr: 'ordermill: interrupted; nothing is lost, run it again to finish\n',
    });
    expect((await run('plan')).stdout).to.include(`${namespace}.order.swap was left by a migration`);
    expect((await run('apply', ['--yes', '--watch-seconds', '0'])).code).to.equal(0);
    expect((await count()).messageCount).to.be.at.least(waiting);
    expect((await run('plan')).code).to.equal(0);
  });

  it('says in words that no broker answers', async () => {
    for (const command of ['plan', 'apply']) {
      const { code, stdout, stderr } = await run(command, [], 'amqp://127.0.0.1:1');
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr).to.match(/^ordermill: RabbitMQ cannot be reached: .*ECONNREFUSED.*\n$/);
    }
    expect((await run('plan', [], 'localhost')).stderr).to.match(/^ordermill: .*\n {2}AMQP_URL: must be the URL of a RabbitMQ/);
  });
});
