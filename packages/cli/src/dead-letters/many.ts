import { CommandFailure } from '../command-failure.js';
import { ProgressBar } from '../progress-bar.js';
import type { Terminal } from '../terminal.js';

/** What one request did, and what it left. */
export interface Step {
  readonly matched: number;
  readonly done: number;
  readonly unavailable: readonly string[];
  readonly refused: readonly { readonly service: string; readonly detail: string }[];
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
  const amiss = new Set<string>();
  const began = performance.now();
  let done = 0;
  while (done < total && !interrupted.aborted) {
    bar.show({ label: verb, done, total });
    const { done: more, unavailable, refused } = await step(Math.min(batch, total - done));
    if (unavailable.length > 0) amiss.add(`no answer from ${unavailable.join(', ')}`);
    for (const { service, detail } of refused) amiss.add(`${service} refused (${detail})`);
    if (more === 0) break;
    done += more;
  }
  bar.clear();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const end = interrupted.aborted && done < total ? 'interrupted; the same command goes on' : `${seconds} s`;
  stderr.write(`${verb} ${done} of ${total} (${end})\n`);
  if (amiss.size > 0) throw new CommandFailure(`${[...amiss].join(', ')}: what they hold was left alone`);
  return done;
};
