import type { FaultKind, PlannedFault } from './plan.js';
import { replicaOf, type Targets, wireOf } from './targets.js';

/** How a fault is done and undone. */
export interface Fault {
  /** Faults of one target wait for each other. */
  readonly target: string;
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

const nothing = (): Promise<void> => Promise.resolve();
const promptly = (work: () => void) => () => Promise.resolve(work());

const watermark = (targets: Targets, ...value: readonly string[]) =>
  targets.broker.rabbitmqctl('set_vm_memory_high_watermark', ...value);

const onReplica =
  (signal: 'SIGKILL' | 'SIGTERM') =>
  (targets: Targets, planned: PlannedFault): Fault => {
    const replica = replicaOf(targets, planned);
    return { target: replica.name, begin: () => replica.end(signal), end: promptly(() => replica.start()) };
  };

const onBroker =
  (begin: 'stop' | 'kill') =>
  ({ broker }: Targets): Fault => ({ target: 'broker', begin: broker[begin], end: broker.start });

const onWire =
  (work: (wire: ReturnType<typeof wireOf>['proxy'], planned: PlannedFault) => { begin: () => void; end?: () => void }) =>
  (targets: Targets, planned: PlannedFault): Fault => {
    const { name, proxy } = wireOf(targets, planned);
    const { begin, end } = work(proxy, planned);
    return { target: name, begin: promptly(begin), end: end ? promptly(end) : nothing };
  };

export const faults: Readonly<Record<FaultKind, (targets: Targets, planned: PlannedFault) => Fault>> = {
  kill: onReplica('SIGKILL'),
  terminate: onReplica('SIGTERM'),
  'broker-stop': onBroker('stop'),
  'broker-kill': onBroker('kill'),
  'broker-blocked': (targets) => ({
    target: 'broker',
    begin: () => watermark(targets, 'absolute', '1'),
    end: () => watermark(targets, '0.4'),
  }),
  'database-crash': ({ database }) => ({ target: 'database', begin: database.crash, end: database.start }),
  cut: onWire((proxy) => ({ begin: () => proxy.cut() })),
  'half-open': onWire((proxy) => ({ begin: () => proxy.mute() })),
  unplugged: onWire((proxy) => ({ begin: () => proxy.freeze(), end: () => proxy.thaw() })),
  slow: onWire((proxy, { delayMs }) => ({
    begin: () => {
      proxy.delayMs = delayMs;
    },
    end: () => {
      proxy.delayMs = 0;
    },
  })),
};
