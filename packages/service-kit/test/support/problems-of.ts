import type { z } from 'zod';
import { checkEnvironment, ConfigurationError, type Environment } from '../../src/config/environment.js';

/** What is wrong with an environment, a line for each variable. */
export const problemsOf = (env: Environment, ...schemas: z.ZodType[]): readonly string[] => {
  try {
    checkEnvironment(env, schemas);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};
