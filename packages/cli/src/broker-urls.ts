import { busSettings, ConfigurationError, type Environment, readEnvironment } from '@ordermill/service-kit';
import { CommandFailure } from './command-failure.js';

/** Where AMQP_URL says that RabbitMQ is. */
export const brokerUrls = (env: Environment): readonly string[] => {
  try {
    return readEnvironment(env, busSettings).AMQP_URL;
  } catch (error) {
    if (error instanceof ConfigurationError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
};
