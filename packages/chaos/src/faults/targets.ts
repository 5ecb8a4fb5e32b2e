import type { Fleet } from '../processes/fleet.js';
import type { Replica } from '../processes/replica.js';
import type { PrivatePostgres } from '../servers/postgres.js';
import type { PrivateRabbitmq } from '../servers/scripts.js';
import type { Wire, Wires } from '../servers/wires.js';
import type { PlannedFault } from './plan.js';

/** Everything that can be broken. */
export interface Targets {
  readonly fleet: Fleet;
  readonly broker: PrivateRabbitmq;
  readonly database: PrivatePostgres;
  readonly wires: Wires;
}

export const replicaOf = ({ fleet }: Targets, { service, replica }: PlannedFault): Replica => {
  const replicas = fleet.services[service];
  const chosen = replicas[Math.floor(replica * replicas.length)];
  if (!chosen) throw new RangeError(`the ${service} service has no replica`);
  return chosen;
};

export const wireOf = ({ wires }: Targets, { server, service }: PlannedFault): Wire => wires[server][service];
