import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guard } from './guard.mjs';
import { localCluster } from './rabbitmq-cluster.mjs';
import { dockerRabbitmq, dockerWorks } from './rabbitmq-docker.mjs';
import { findRabbitmqServer, localRabbitmq } from './rabbitmq-local.mjs';

export const canStartRabbitmq = () => findRabbitmqServer() !== undefined || dockerWorks();

export const mayDoWithoutRabbitmq = () => !canStartRabbitmq() && process.env.CI !== 'true';

export const canStartCluster = () => findRabbitmqServer() !== undefined;

const newDirectory = () => mkdtempSync(join(tmpdir(), 'ordermill-rabbitmq-'));

const publicOf = ({ port, start, stop, kill, rabbitmqctl }) => ({
  url: `amqp://guest:guest@127.0.0.1:${port}`,
  port,
  start,
  stop,
  kill,
  rabbitmqctl,
});

// At a normal end it is all gone before the process is.
const endWithUs = (nodes, directory, { keep }) => {
  guard(directory, { keep });
  process.once('exit', () => {
    for (const { abandon } of nodes) abandon();
    if (!keep) rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  });
};

export const startRabbitmq = async ({ baseDir } = {}) => {
  const directory = baseDir ?? newDirectory();
  const node = findRabbitmqServer() ? await localRabbitmq(directory) : await dockerRabbitmq();
  endWithUs([node], directory, { keep: baseDir !== undefined });
  await node.start();
  return publicOf(node);
};

export const startCluster = async ({ size = 3 } = {}) => {
  const directory = newDirectory();
  const { nodes, epmd, start } = await localCluster(directory, size);
  endWithUs([...nodes, epmd], directory, { keep: false });
  const stop = async () => {
    await Promise.all(nodes.map(({ kill }) => kill()));
    await epmd.kill();
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes: nodes.map((node) => ({ ...publicOf(node), name: node.name })), stop };
};
