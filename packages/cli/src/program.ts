import { Command } from 'commander';
import type { AddCommand } from './add-command.js';
import type { Terminal } from './terminal.js';

/** `ordermill` with these commands. */
export const createProgram = (commands: readonly AddCommand[], terminal: Terminal): Command => {
  const program = new Command('ordermill')
    .description('Operates Ordermill.')
    .configureHelp({ sortSubcommands: true, showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .showHelpAfterError('Add --help to see what is possible.')
    .exitOverride();
  for (const addCommand of commands) addCommand(program, terminal);
  return program;
};
