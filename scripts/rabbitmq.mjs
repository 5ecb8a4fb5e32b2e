import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerRabbitmq, dockerWorks } from './rabbitmq-docker.mjs';
import { findRabbitmqServer, localRabbitmq } from './rabbitmq-local.mjs';

export const canStartRabbitmq = () => findRabbitmqServer() !== undefined || dockerWorks();

export const startRabbitmq = async ({ baseDir } = {}) => {
  const directory = baseDir ?? mkdtempSync(join(tmpdir(), 'ordermill-rabbitmq-'));
  const node = findRabbitmqServer() ? await localRabbitmq(directory) : await dockerRabbitmq();
  process.once('exit', () => {
    node.abandon();
    if (!baseDir) rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  });
  await node.start();
  return {
    url: `amqp://guest:guest@127.0.0.1:${node.port}`,
    port: node.port,
    start: node.start,
    stop: node.stop,
    kill: node.kill,
    rabbitmqctl: node.rabbitmqctl,
  };
};
