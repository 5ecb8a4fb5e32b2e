import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from './check/examine.js';
import { becomesQuiet } from './check/quiet.js';
import { Recorder } from './check/recorder.js';
import { CleanUp } from './clean-up.js';
import { clientOf } from './load/client.js';
import { Load } from './load/load.js';
import { startMill } from './mill.js';
import { runOrdeal } from './ordeal.js';
import { planRun, type PlanOptions } from './plan.js';
import { clock, type Progress } from './report/progress.js';
import { type Outcome, isFlawless } from './report/outcome.js';

export interface ChaosOptions extends PlanOptions {
  /** How long all may take to come to rest when the last fault is over, default 3 minutes. */
  readonly longestRestMs?: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const fulfilment = { DISPATCH_DELAY_MS: '300', DELIVERY_DELAY_MS: '700' };
const longestRest = 180_000;

/** Load and faults, then rest, then the books. Everything that it started has ended when it settles; logs and data stay where something went wrong. */
export const runChaos = async (options: ChaosOptions): Promise<Outcome> => {
  const { progress, signal } = options;
  setMaxListeners(0, signal); // every order and every fault listens
  const directory = await mkdtemp(join(tmpdir(), 'ordermill-chaos-'));
  const cleanUp = new CleanUp();
  let keep = true;
  try {
    const outcome = await run(options, directory, cleanUp);
    keep = !isFlawless(outcome);
    return outcome;
  } finally {
    await cleanUp.run();
    if (keep && !signal.aborted) progress.print(`logs and data are in ${directory}`);
    else await rm(directory, { recursive: true, force: true });
  }
};

const run = async (options: ChaosOptions, directory: string, cleanUp: CleanUp): Promise<Outcome> => {
  const { progress, signal, longestRestMs: longestMs = longestRest } = options;
  const plan = planRun(options);
  const troubles: string[] = [];
  const trouble = (what: string): void => {
    troubles.push(what);
    progress.print(what);
  };

  progress.print('starting PostgreSQL, RabbitMQ, two replicas of every service and the gateway');
  const mill = await startMill({
    directory,
    replicas: 2,
    users: plan.users,
    variables: fulfilment,
    cleanUp,
    onUnexpectedEnd: (name, how) => trouble(`${name} ended unexpectedly: ${how}`),
    signal,
  });
  const terminal = new Set<string>();
  const recorder = await Recorder.start(mill.broker.url, ({ type, subject }) => {
    if (type === 'order.delivered' || type === 'order.cancelled') terminal.add(subject);
  });
  cleanUp.add(() => recorder.stop());
  const load = new Load(plan.users.map((user) => clientOf(mill.fleet.gateway.url, user)));

  const began = Date.now();
  let unsettled = '';
  const unfollow = progress.follow(() => {
    const counts = `${load.accepted.length} of ${plan.orders.length} orders accepted, ${terminal.size} terminal`;
    return `${clock(Date.now() - began)}  ${counts}${unsettled && `, waiting for: ${unsettled}`}`;
  });
  cleanUp.add(unfollow);
  const faults = await runOrdeal({ mill, plan, load, progress, signal });
  const loadMs = Date.now() - began;
  await becomesQuiet({
    databaseUrl: mill.database.url,
    broker: mill.broker,
    longestMs,
    signal,
    onUnsettled: (what) => (unsettled = what),
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    trouble(String(error));
  });
  unfollow();
  const examined = await examine({ mill, load, recorder, poison: plan.poison.map(({ body }) => body), faults });
  return {
    ...examined,
    accepted: load.accepted.length,
    poison: plan.poison.length,
    faults,
    loadMs,
    troubles: [...troubles, ...load.refusals],
  };
};
