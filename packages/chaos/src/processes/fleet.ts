import { join } from 'node:path';
import { freePorts } from '../servers/scripts.js';
import { forEveryService, type ServiceName, serviceNames } from '../services.js';
import { Replica } from './replica.js';

type Variables = Readonly<Record<string, string>>;

export interface FleetOptions {
  /** Where the logs go. */
  readonly directory: string;
  readonly replicas: number;
  /** Of every process. */
  readonly variables: Variables;
  readonly variablesOf: (service: ServiceName) => Variables;
  readonly onUnexpectedEnd: (name: string, how: string) => void;
}

/** Several replicas of every service behind one gateway. */
export class Fleet {
  private constructor(
    readonly gateway: Replica,
    readonly services: Readonly<Record<ServiceName, readonly Replica[]>>,
  ) {}

  static async start(options: FleetOptions): Promise<Fleet> {
    const { directory, replicas, variables, variablesOf } = options;
    const ports = await freePorts(serviceNames.length * replicas + 1);
    const launch = (name: string, program: string, more: Variables): Replica => {
      const replica = new Replica({
        name,
        program,
        port: ports.pop() ?? 0,
        variables: { ...variables, ...more },
        logFile: join(directory, `${name}.log`),
        onUnexpectedEnd: (how) => options.onUnexpectedEnd(name, how),
      });
      replica.start();
      return replica;
    };
    const launchAll = (service: ServiceName): readonly Replica[] =>
      Array.from({ length: replicas }, (_, index) =>
        launch(`${service}-${index + 1}`, `${service}-service`, variablesOf(service)),
      );
    const services = forEveryService(launchAll);
    const urls = serviceNames.map(
      (service) => [`${service.replaceAll('-', '_').toUpperCase()}_URL`, urlsOf(services[service])] as const,
    );
    return new Fleet(launch('gateway', 'gateway', Object.fromEntries(urls)), services);
  }

  get replicas(): readonly Replica[] {
    return serviceNames.flatMap((service) => this.services[service]);
  }

  async becomesReady(signal?: AbortSignal): Promise<void> {
    await Promise.all([this.gateway, ...this.replicas].map((replica) => replica.becomesReady(signal)));
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await Promise.all([this.gateway, ...this.replicas].map((replica) => replica.end(signal)));
  }
}

const urlsOf = (replicas: readonly Replica[]): string => replicas.map(({ url }) => url).join();
