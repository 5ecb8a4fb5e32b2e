import { canUseApt, installWithApt } from './apt.mjs';
import { dockerWorks } from './rabbitmq-docker.mjs';
import { findRabbitmqServer } from './rabbitmq-local.mjs';
import { startRabbitmq } from './rabbitmq.mjs';

const start = async (how) => {
  console.log(`ordermill: starting RabbitMQ for the tests (${how})`);
  return startRabbitmq();
};

/**
 * A broker for the tests: AMQP_URL, or else one that is started here. Undefined where there is none to be had, which is said;
 * with CI=true that rejects.
 */
export const provisionRabbitmq = async () => {
  const { AMQP_URL: url, CI } = process.env;
  if (url) return { url, stop: () => Promise.resolve() };
  if (!findRabbitmqServer() && canUseApt()) await installWithApt('rabbitmq-server');
  if (findRabbitmqServer()) return start('private node');
  if (dockerWorks()) return start('Docker');
  const reason =
    'no RabbitMQ: AMQP_URL is not set, there is no rabbitmq-server binary, apt cannot install one and Docker does not answer';
  if (CI === 'true') throw new Error(reason);
  console.log(`ordermill: ${reason}. Tests on RabbitMQ are skipped.`);
  return undefined;
};
