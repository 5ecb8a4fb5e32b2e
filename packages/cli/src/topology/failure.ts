import { TopologyError } from '@ordermill/eventing';
import { CommandFailure } from '../command-failure.js';

/** What an operator can do something about, in words alone. */
export const explainTopologyFailure = (error: unknown): never => {
  if (error instanceof TopologyError) throw new CommandFailure(error.message, { cause: error });
  if (isRefusal(error)) throw new CommandFailure(`RabbitMQ refuses: ${error.message}`, { cause: error });
  throw error;
};

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name !== 'AbortError' && 'code' in error && typeof error.code === 'number';
