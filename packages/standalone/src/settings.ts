import { databaseSettings, busSettings, type Environment, listenSettings, logSettings } from '@ordermill/service-kit';
import { z } from 'zod';

export const standaloneSettings = z.object({
  ...listenSettings.shape,
  ...logSettings('warn').shape,
  ...databaseSettings.partial().shape,
  ...busSettings.partial().shape,
  DATA_DIR: z.string().default('.data'),
});

const developmentTokens = 'thisisajwttoken=demo,thisisanadmintoken=admin:admin';

/** Works as it stands on a developer's machine. */
export const withDevelopmentTokens = (env: Environment): Environment =>
  env['AUTH_STATIC_TOKENS'] ? env : { ...env, AUTH_STATIC_TOKENS: developmentTokens };
