import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface ReplicaOptions {
  readonly name: string;
  /** Package whose `main.js` it runs. */
  readonly program: string;
  readonly port: number;
  readonly variables: Readonly<Record<string, string>>;
  /** Both outputs are appended to it. */
  readonly logFile: string;
  /** Told when it ends though nobody ended it, or other than in order when it was asked to. */
  readonly onUnexpectedEnd: (how: string) => void;
}

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

const pollMs = 50;
const resurrectionMs = 500;
const programOf = (name: string): string => fileURLToPath(new URL(`../../../../${name}/dist/src/main.js`, import.meta.url));

/** One process of a service, which can be ended and started again on the same port. */
export class Replica {
  private run: Run | undefined;

  constructor(private readonly options: ReplicaOptions) {}

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  start(): void {
    const { program, port, variables, logFile } = this.options;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', programOf(program)], {
      env: { PATH: process.env['PATH'] ?? '', ...variables, PORT: String(port) },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const ended = once(child, 'exit').then(() => child.signalCode ?? `exit ${child.exitCode}`);
    const run = { child, ended };
    this.run = run;
    void ended.then((how) => this.resurrect(run, how));
  }

  /** Whether it says that it is ready. */
  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  async becomesReady(signal?: AbortSignal): Promise<void> {
    while (!(await this.isReady())) await sleep(pollMs, undefined, { signal });
  }

  /** Ends it by a signal; resolves with how it ended: `exit 0`, or the signal. Harmless when it has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<string> {
    const { run } = this;
    if (!run) return 'gone already';
    this.run = undefined;
    run.child.kill(signal);
    const how = await run.ended;
    if (signal === 'SIGTERM' && how !== 'exit 0') this.options.onUnexpectedEnd(`${how} after ${signal}`);
    return how;
  }

  /** Nobody ended it: it comes back, as whatever runs processes in earnest would see to. */
  private async resurrect(run: Run, how: string): Promise<void> {
    if (this.run !== run) return;
    this.options.onUnexpectedEnd(how);
    await sleep(resurrectionMs);
    if (this.run === run) this.start();
  }
}
