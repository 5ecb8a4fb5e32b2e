import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** Adds a command, with its options and help, to the program. */
export type AddCommand = (program: Command, terminal: Terminal) => void;
