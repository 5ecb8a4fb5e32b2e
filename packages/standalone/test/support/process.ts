import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';

const programOf = (name: string): string => fileURLToPath(new URL(`../../../../${name}/dist/src/main.js`, import.meta.url));

const running = new Set<ReturnType<typeof startProgram>>();

/** Asks whatever still runs to stop; answers how it ended. */
export const stopProcesses = (): Promise<(number | string | null)[]> =>
  Promise.all(
    [...running].map(({ child, exited }) => {
      child.kill('SIGTERM');
      return exited;
    }),
  );

/** The program of a package as a process of its own, with this environment alone. */
export const startProcess = (name: string, env: Readonly<Record<string, string>>) => startProgram(programOf(name), env);

export const startProgram = (name: string, env: Readonly<Record<string, string>>, args: readonly string[] = []) => {
  const child = spawn(process.execPath, ['--enable-source-maps', name, ...args], {
    env: { PATH: process.env['PATH'] ?? '', RATE_LIMIT_PER_MINUTE: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const output = new EventEmitter();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output.emit('text');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    output.emit('text');
  });
  const exited = once(child, 'close').then(() => child.exitCode ?? child.signalCode);
  /** Resolves with what the pattern captures, once stdout or stderr matches. */
  const says = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const match = pattern.exec(stdout) ?? pattern.exec(stderr);
      if (match) return match[1] ?? match[0];
      if (child.exitCode !== null) throw new Error(`${name} exited with ${child.exitCode}:\n${stdout}${stderr}`);
      await Promise.race([once(output, 'text'), exited]);
    }
  };
  const started = { child, exited, says, stdout: () => stdout, stderr: () => stderr };
  running.add(started);
  void exited.then(() => running.delete(started));
  return started;
};
