import { CommanderError } from 'commander';
import { CommandFailure } from './command-failure.js';
import type { AddCommand } from './add-command.js';
import { createProgram } from './program.js';
import type { Terminal } from './terminal.js';

const interruptedCode = 130;

/** Runs the command that `args` name; resolves with the exit code: 0, 1 with the reason on stderr, or 130 when interrupted. */
export const run = async (args: readonly string[], commands: readonly AddCommand[], terminal: Terminal): Promise<number> => {
  try {
    await createProgram(commands, terminal).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!isAbort(error) || !terminal.interrupted.aborted) {
      terminal.stderr.write(`ordermill: ${describe(error)}\n`);
      return 1;
    }
  }
  return terminal.interrupted.aborted ? interruptedCode : 0;
};

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const describe = (error: unknown): string => {
  if (error instanceof CommandFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
