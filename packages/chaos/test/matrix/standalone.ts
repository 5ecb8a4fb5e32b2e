import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const program = new URL('main.js', import.meta.resolve('@ordermill/standalone'));
const longestBreathMs = 2_000;
const ready = /ready on (\S+)/;

/** Every service and the gateway in one process, again and again: each kill leaves room for the next. */
export class Standalone {
  private child: ChildProcess | undefined;
  private url = '';

  constructor(private readonly env: Readonly<Record<string, string>>) {}

  /** Resolves when it is ready; rejects when it ends before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', program.pathname], {
      env: { PATH: process.env['PATH'] ?? '', RATE_LIMIT_PER_MINUTE: '0', ...this.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    for await (const line of createInterface(child.stdout)) {
      this.url = ready.exec(line)?.[1] ?? '';
      if (this.url !== '') break;
    }
    child.stdout.resume();
    if (this.url === '') throw new Error('the standalone ended before it was ready');
  }

  /** Resolves with the exit code, or the signal, once it has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null> {
    const { child } = this;
    if (!child) return null;
    this.child = undefined;
    child.kill(signal);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode;
  }

  /** The id of the order when it was accepted; undefined when it was refused, or the answer was lost. */
  async place(order: { readonly amount: number; readonly description: string }): Promise<string | undefined> {
    try {
      const answer = await fetch(`${this.url}/api/orders`, {
        method: 'POST',
        headers: { Authorization: 'Bearer thisisajwttoken', 'Content-Type': 'application/json' },
        body: JSON.stringify(order),
      });
      const body = (await answer.json()) as { readonly id?: string };
      return answer.status === 201 ? body.id : undefined;
    } catch {
      return undefined;
    }
  }

  /** Gives the process time to do what it would do without what is being withheld from it: it asks every database whether all is well. */
  async breathe(): Promise<void> {
    await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(longestBreathMs) }).then(
      (answer) => answer.text(),
      () => undefined,
    );
  }
}
