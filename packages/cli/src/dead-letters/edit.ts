import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLetterResponse } from '@ordermill/contracts';
import { z } from 'zod';
import { CommandFailure } from '../command-failure.js';
import type { OpsClient } from '../ops-client.js';
import type { Terminal } from '../terminal.js';

type Event = Readonly<Record<string, unknown>>;

const eventObject = z.record(z.string(), z.unknown());

/** The event to send instead: from a file, or, for `-`, from the operator's editor. */
export const editedEvent = async (client: OpsClient, id: string, file: string, terminal: Terminal): Promise<Event> => {
  if (file !== '-') return parse(await readText(file), file);
  const letter = deadLetterResponse.parse(await client.get(`/dead-letters/${encodeURIComponent(id)}`));
  const before = letter.event === null ? letter.body : `${JSON.stringify(letter.event, undefined, 2)}\n`;
  const after = await inEditor(before, terminal);
  if (after === before) throw new CommandFailure('nothing was changed, and nothing redriven');
  return parse(after, 'what was edited');
};

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailure(`--edit: ${error instanceof Error ? error.message : String(error)}`);
  });

const parse = (text: string, what: string): Event => {
  try {
    return eventObject.parse(JSON.parse(text));
  } catch {
    throw new CommandFailure(`${what} is not a JSON object; nothing was redriven`);
  }
};

const inEditor = async (text: string, { env }: Terminal): Promise<string> => {
  const editor = [env['VISUAL'], env['EDITOR']].find(Boolean);
  if (editor === undefined) throw new CommandFailure('--edit -: EDITOR names no editor');
  const directory = await mkdtemp(join(tmpdir(), 'ordermill-'));
  try {
    const file = join(directory, 'event.json');
    await writeFile(file, text, { mode: 0o600 });
    const child = spawn(`${editor} "$ORDERMILL_EVENT"`, {
      shell: true,
      stdio: 'inherit',
      env: { ...env, ORDERMILL_EVENT: file },
    });
    await once(child, 'close');
    if (child.exitCode !== 0) throw new CommandFailure(`${editor} failed; nothing was redriven`);
    return await readFile(file, 'utf8');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
