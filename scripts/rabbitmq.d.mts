/** A broker that belongs to the caller alone. What still runs, and its data, is gone when the calling process is, however that ended. */
export interface PrivateRabbitmq {
  readonly url: string;
  readonly port: number;
  /** Brings a stopped or killed broker back on the same port with the same data; resolves when it answers. */
  readonly start: () => Promise<void>;
  /** Shuts the broker down in order; its data stays. */
  readonly stop: () => Promise<void>;
  /** Ends the broker at once, as a crash would. */
  readonly kill: () => Promise<void>;
  /** Runs rabbitmqctl on the node and resolves to what it prints; rejects when it fails. */
  readonly rabbitmqctl: (...args: readonly string[]) => Promise<string>;
}

/** Whether this machine has a rabbitmq-server binary or a working Docker. */
export function canStartRabbitmq(): boolean;

/** Whether what needs a broker is to be left out: none can be started, and CI=true does not demand one. */
export function mayDoWithoutRabbitmq(): boolean;

/** Rejects when the machine has neither binary nor Docker, or the broker does not answer in time. `baseDir` is kept, a default one is not. */
export function startRabbitmq(options?: { readonly baseDir?: string }): Promise<PrivateRabbitmq>;

export interface ClusterNode extends PrivateRabbitmq {
  /** As `rabbitmqctl` has it. */
  readonly name: string;
}

export interface PrivateCluster {
  readonly nodes: readonly ClusterNode[];
  /** Ends all nodes at once. */
  readonly stop: () => Promise<void>;
}

/** Whether this machine has a rabbitmq-server binary: there is no cluster from Docker. */
export function canStartCluster(): boolean;

/** Brokers that are one cluster, three by default; resolves when all of them run. */
export function startCluster(options?: { readonly size?: number }): Promise<PrivateCluster>;
