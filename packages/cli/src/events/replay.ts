import { type ReplayResponse, replayResponse } from '@ordermill/contracts';
import { CommandFailure } from '../command-failure.js';
import { printJson } from '../dead-letters/read.js';
import type { ConnectionFlags } from '../dead-letters/flags.js';
import type { OpsClient } from '../ops-client.js';
import { ProgressBar } from '../progress-bar.js';
import type { Terminal } from '../terminal.js';

export interface ReplayFlags extends ConnectionFlags {
  readonly type?: readonly string[];
  readonly subject?: string;
  readonly from?: number;
  readonly to?: number;
  readonly follow?: true;
}

/** Starts a replay and, when it is to follow, watches it to its end; an interrupt ends the watching alone. */
export const replay = async (client: OpsClient, service: string, flags: ReplayFlags, terminal: Terminal): Promise<void> => {
  const { type: types, subject, from, to, follow, json } = flags;
  const started = replayResponse.parse(await client.post('/replays', { service, types, subject, from, to }));
  terminal.stderr.write(`replay ${started.id} of ${started.total} events to ${service}\n`);
  const last = follow ? await watch(client, started, terminal) : started;
  if (json) printJson(terminal, last);
  if (last.status === 'cancelled') throw new CommandFailure(`cancelled after ${last.sent} of ${last.total}`);
};

const isOver = ({ status }: ReplayResponse): boolean => status === 'done' || status === 'cancelled';

const watch = async (client: OpsClient, started: ReplayResponse, { stderr, interrupted }: Terminal): Promise<ReplayResponse> => {
  const bar = new ProgressBar(stderr);
  const began = performance.now();
  let current = started;
  try {
    while (!isOver(current)) {
      const { sent: done, total, error } = current;
      bar.show({ label: error === null ? 'replayed' : `replayed; ${error}`, done, total });
      const onSilence = ({ message }: Error): void => bar.show({ label: message, done, total });
      current = replayResponse.parse(await client.watch(`/replays/${started.id}`, {}, onSilence));
    }
  } finally {
    bar.clear();
    if (interrupted.aborted) stderr.write(`the replay goes on; ordermill events cancel-replay ${started.id} stops it\n`);
  }
  const seconds = (performance.now() - began) / 1_000;
  stderr.write(`replayed ${current.sent} of ${current.total} (${seconds.toFixed(1)} s)\n`);
  return current;
};
