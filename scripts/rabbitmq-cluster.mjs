import { join } from 'node:path';
import { startEpmd } from './epmd.mjs';
import { freePorts } from './free-ports.mjs';
import { localRabbitmq } from './rabbitmq-local.mjs';

/** Brokers that join the first of them; they share an epmd and a cookie. */
export const localCluster = async (baseDir, size) => {
  const [epmdPort, ...ports] = await freePorts(1 + 2 * size);
  const addresses = Array.from({ length: size }, (_, index) => ({
    amqp: ports[2 * index],
    distribution: ports[2 * index + 1],
    epmd: epmdPort,
  }));
  const nodes = await Promise.all(
    addresses.map((address) => localRabbitmq(join(baseDir, String(address.amqp)), { home: baseDir, ports: address })),
  );
  const epmd = startEpmd(epmdPort, { env: process.env, pidFile: join(baseDir, 'epmd.pid') });
  const [first, ...others] = nodes;
  const start = async () => {
    await epmd.ready;
    await first.start(); // alone, because it makes the cookie
    await Promise.all(others.map((node) => node.start()));
    for (const { rabbitmqctl } of others) {
      await rabbitmqctl('stop_app');
      await rabbitmqctl('join_cluster', first.name);
      await rabbitmqctl('start_app');
    }
    await first.rabbitmqctl('await_online_nodes', String(size));
  };
  return { nodes, epmd, start };
};
