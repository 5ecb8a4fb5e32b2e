import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { allFaultKinds, type Outcome } from '../src/index.js';
import { skipWithoutBroker } from './support/skip-without-broker.js';

const script = fileURLToPath(new URL('../../../../scripts/chaos.mjs', import.meta.url));

const run = async (...args: readonly string[]) => {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
};

/** What still runs of a process group, or with this part in its command line. */
const left = async (group: number | undefined, part: string): Promise<readonly string[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pgid=,stat=,args=']);
  const lines = stdout.split('\n').map((line) => line.trim());
  return lines.filter((line) => (line.startsWith(`${group} `) && !/^\d+ +Z/.test(line)) || line.includes(part));
};

describe('yarn chaos', function () {
  this.timeout(120_000);

  it('explains itself, and knows every kind of fault', async () => {
    const { code, stdout } = await run('--help');
    expect(code).to.equal(0);
    for (const word of ['--orders', '--minutes', '--seed', '--faults', '--json', ...allFaultKinds])
      expect(stdout).to.include(word);
  });

  it('says what is wrong with an option before it starts anything', async () => {
    const wrong = {
      '--orders=0': '--orders must be a whole number from 1 to 1000000, not "0"',
      '--minutes=ten': '--minutes must be a number from 0.1 to 600, not "ten"',
      '--seed=-1': '--seed must be a whole number from 0 to 4294967295, not "-1"',
      '--faults=kill,flood': 'not "flood"',
      '--colour': "Unknown option '--colour'",
    };
    for (const [option, message] of Object.entries(wrong)) {
      const { code, stdout, stderr } = await run(option);
      expect({ code, stdout }, option).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr, option).to.include(message).and.to.include('Usage: yarn chaos');
    }
  });

  it('loses no order and repeats no effect under every kind of fault', async function () {
    skipWithoutBroker(this);
    this.timeout(400_000);
    const directory = await mkdtemp(join(tmpdir(), 'ordermill-chaos-'));
    const json = join(directory, 'outcome.json');
    const { code, stdout, stderr } = await run('--orders=150', '--minutes=0.34', '--seed=3', `--json=${json}`);
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout).to.include('Nothing lost, nothing twice; again: yarn chaos --orders 150 --minutes 0.34 --seed 3');
    const { findings, troubles, accepted, unknown, events, delivered, cancelled, faults } = JSON.parse(
      await readFile(json, 'utf8'),
    ) as Outcome;
    expect({ findings, troubles }).to.deep.equal({ findings: [], troubles: [] });
    expect(accepted).to.be.at.least(150);
    expect(delivered + cancelled).to.equal(accepted + unknown.orders);
    expect(events.recorded).to.equal(events.logged);
    expect(new Set(faults.map(({ kind }) => kind))).to.deep.equal(new Set(allFaultKinds));
    await rm(directory, { recursive: true });
  });

  it('leaves nothing behind when it is interrupted', async function () {
    skipWithoutBroker(this);
    const directory = await mkdtemp(join(tmpdir(), 'ordermill-interrupted-'));
    const child = spawn(process.execPath, [script, '--orders', '10'], {
      env: { ...process.env, TMPDIR: directory },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const exited = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('starting')) process.kill(-(child.pid ?? 0), 'SIGINT');
    }
    await exited;
    expect(child.exitCode).to.equal(130);
    // What removes a broker's directory outlives its owner by a moment.
    while ((await left(child.pid, directory)).length > 0) await sleep(100);
    expect(await readdir(directory)).to.deep.equal([]);
    await rmdir(directory);
  });
});
