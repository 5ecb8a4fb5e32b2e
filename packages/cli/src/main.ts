#!/usr/bin/env node
import { commands } from './commands.js';
import { run } from './run.js';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupt.abort());
const { env, stdin, stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), commands, { env, stdin, stdout, stderr, interrupted: interrupt.signal });
