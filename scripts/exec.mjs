#!/usr/bin/env node
// Yarn's own shell has no `exec`, which the scripts in package.json need under npm: there a shell that stays in between
// would take the signal for itself and leave the program behind. This runs the program in place: exec node FILE ARGUMENTS.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, file, ...args] = process.argv.slice(2);
const program = resolve(file);
process.argv = [process.execPath, program, ...args];
await import(pathToFileURL(program).href);
