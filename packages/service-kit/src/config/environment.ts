import type { z } from 'zod';
import { ExplainedError } from '../explained-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that are wrong, one line for each. */
export class ConfigurationError extends ExplainedError {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(['The configuration is not usable:', ...problems].join('\n  '));
  }
}

/** The settings of a schema over variable names; an empty variable counts as unset. Throws ConfigurationError with all that is wrong. */
export const readEnvironment = <Settings>(env: Environment, schema: z.ZodType<Settings>): Settings => {
  const parsed = schema.safeParse(withoutEmpty(env));
  if (!parsed.success) throw new ConfigurationError(describe(env, parsed.error.issues));
  return parsed.data;
};

/** Checks several schemas, so that one message names every bad variable. */
export const checkEnvironment = (env: Environment, schemas: readonly z.ZodType[]): void => {
  const issues = schemas.flatMap((schema) => schema.safeParse(withoutEmpty(env)).error?.issues ?? []);
  if (issues.length > 0) throw new ConfigurationError(describe(env, issues));
};

const withoutEmpty = (env: Environment) => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

const describe = (env: Environment, issues: readonly z.core.$ZodIssue[]): string[] => [
  ...new Set(
    issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}: ${message}; ${given(name, env[name])}`;
    }),
  ),
];

const given = (name: string, value: string | undefined): string => {
  if (!value) return 'it is not set';
  if (/TOKEN|SECRET|PASSWORD|KEY/.test(name)) return 'the value given is not shown';
  return `"${value.replaceAll(/\/\/[^/@,]*@/g, '//***@')}" was given`;
};
