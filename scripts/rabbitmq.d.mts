/** A broker that belongs to the caller alone. What still runs, and its data, is gone when the calling process exits. */
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

/** Rejects when the machine has neither binary nor Docker, or the broker does not answer in time. `baseDir` is kept, a default one is not. */
export function startRabbitmq(options?: { readonly baseDir?: string }): Promise<PrivateRabbitmq>;
