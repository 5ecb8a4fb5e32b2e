import { CommandFailure } from '../command-failure.js';
import { ProgressBar } from '../progress-bar.js';
import type { Terminal } from '../terminal.js';

/** What one request did, and what it left. */
export interface Step {
  readonly matched: number;
  readonly done: number;
  readonly unavailable: readonly string[];
}

export interface ManyOptions {
  /** As the summary has it: `redriven`, `discarded`. */
  readonly verb: string;
  /** How many there were to begin with: what fails again meanwhile is not taken twice. */
  readonly total: number;
  readonly step: (limit: number) => Promise<Step>;
}

// Small enough that a bar moves and an interrupt is heard.
const batch = 200;

/** Step by step, so that it can be watched and interrupted; run again, it goes on. Resolves with how many are done. */
export const doMany = async ({ verb, total, step }: ManyOptions, { stderr, interrupted }: Terminal): Promise<number> => {
  const bar = new ProgressBar(stderr);
  const silent = new Set<string>();
  const began = performance.now();
  let done = 0;
  while (done < total && !interrupted.aborted) {
    bar.show({ label: verb, done, total });
    const { done: more, unavailable } = await step(Math.min(batch, total - done));
    for (const service of unavailable) silent.add(service);
    if (more === 0) break;
    done += more;
  }
  bar.clear();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const end = interrupted.aborted && done < total ? 'interrupted; the same command goes on' : `${seconds} s`;
  stderr.write(`${verb} ${done} of ${total} (${end})\n`);
  if (silent.size > 0) throw new CommandFailure(`no answer from ${[...silent].join(', ')}: what they hold was left alone`);
  return done;
};
