import { join } from 'node:path';
import { startEpmd } from './epmd.mjs';
import { freePorts } from './free-ports.mjs';
import { localRabbitmq, nodeName } from './rabbitmq-local.mjs';

/** Brokers that find each other by a list of their names; they share an epmd and a cookie. */
export const localCluster = async (baseDir, size) => {
  const [epmdPort, ...ports] = await freePorts(1 + 2 * size);
  const addresses = Array.from({ length: size }, (_, index) => ({
    amqp: ports[2 * index],
    distribution: ports[2 * index + 1],
    epmd: epmdPort,
  }));
  const config = [
    'cluster_formation.peer_discovery_backend = rabbit_peer_discovery_classic_config',
    ...addresses.map(({ amqp }, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${nodeName(amqp)}`),
  ];
  const nodes = await Promise.all(
    addresses.map((address) => localRabbitmq(join(baseDir, String(address.amqp)), { home: baseDir, ports: address, config })),
  );
  const epmd = startEpmd(epmdPort, { env: process.env, pidFile: join(baseDir, 'epmd.pid') });
  const [first, ...others] = nodes;
  const start = async () => {
    await epmd.ready;
    // The first is there before the others, or each might find nobody and stay alone; it also makes the cookie.
    await first.start();
    await Promise.all(others.map((node) => node.start()));
    await first.rabbitmqctl('await_online_nodes', String(size));
  };
  return { nodes, epmd, start };
};
