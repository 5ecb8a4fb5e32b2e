import { applyTopology, planTopology } from '@ordermill/eventing';
import { brokerUrls } from '../broker-urls.js';
import { confirm } from '../confirm.js';
import { ProgressBar } from '../progress-bar.js';
import type { Terminal } from '../terminal.js';
import { explainTopologyFailure } from './failure.js';
import { planReport } from './plan-report.js';
import { everyPattern, wantedTopology } from './wanted.js';

export interface ApplyFlags {
  readonly namespace: string;
  readonly yes?: true;
  readonly watchSeconds: number;
}

/** Shows the plan, asks, and carries it out. */
export const apply = async ({ namespace, yes, watchSeconds }: ApplyFlags, terminal: Terminal): Promise<void> => {
  const { env, stdout, stderr, interrupted } = terminal;
  const urls = brokerUrls(env);
  const topology = wantedTopology(namespace);
  if (!yes) {
    stderr.write(planReport(await planTopology(urls, topology).catch(explainTopologyFailure)));
    if (!(await confirm(terminal, 'Go on?'))) return;
  }
  const bar = new ProgressBar(stderr);
  const onStep = (step: string): void => {
    bar.clear();
    stdout.write(`${step}\n`);
  };
  try {
    await applyTopology({
      urls,
      topology,
      types: everyPattern,
      watchMs: watchSeconds * 1_000,
      signal: interrupted,
      onStep,
      onProgress: ({ from, to, moved, total }) => bar.show({ label: `${from} → ${to}`, done: moved, total }),
    });
    onStep('The broker has what the code needs.');
  } catch (error) {
    bar.clear();
    if (interrupted.aborted) stderr.write('ordermill: interrupted; nothing is lost, run it again to finish\n');
    explainTopologyFailure(error);
  }
};
