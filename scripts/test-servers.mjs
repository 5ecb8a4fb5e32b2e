import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionRabbitmq } from './provision.mjs';

const startPostgres = async () => {
  const { startEmbeddedPostgres } = await import('../packages/standalone/dist/src/embedded-postgres.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'ordermill-test-'));
  console.log('ordermill: starting PostgreSQL for the tests');
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  return {
    url,
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

const startAll = async () => {
  const outcomes = await Promise.allSettled([startPostgres(), provisionRabbitmq()]);
  const [postgres, rabbitmq] = outcomes.map(({ value }) => value);
  const stop = async () => {
    await Promise.all([postgres?.stop(), rabbitmq?.stop()]);
  };
  const failure = outcomes.find(({ status }) => status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  const variables = { TEST_DATABASE_URL: postgres.url, ...(rabbitmq && { TEST_AMQP_URL: rabbitmq.url }) };
  return { variables, stop };
};

let servers;

/** The variables that lead to the servers of this run; they are started for the first that asks. */
export const serverVariables = async () => (await (servers ??= startAll())).variables;

export const stopServers = async () => {
  const started = await servers?.catch(() => undefined);
  await started?.stop();
};
