import { createInterface } from 'node:readline/promises';
import { CommandFailure } from './command-failure.js';
import type { Terminal } from './terminal.js';

/** Whether the operator says yes; fails where there is nobody to ask. */
export const confirm = async ({ stdin, stderr, interrupted }: Terminal, question: string): Promise<boolean> => {
  if (stdin.isTTY !== true) throw new CommandFailure('there is nobody to ask: say --yes');
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal: interrupted })).trim());
  } finally {
    lines.close();
  }
};
