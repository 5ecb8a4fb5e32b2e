import { z } from 'zod';

const isUrlOf = (value: string, ...schemes: readonly string[]): boolean =>
  URL.canParse(value) && schemes.some((scheme) => value.startsWith(scheme));

const port = z
  .string()
  .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'must be a port number from 0 to 65535')
  .transform(Number);

const aDatabaseUrl = 'must be the URL of a PostgreSQL server, such as postgres://user:password@localhost:5432/postgres';
const databaseUrl = z.string(aDatabaseUrl).refine((value) => isUrlOf(value, 'postgres://', 'postgresql://'), aDatabaseUrl);

const amqpUrl =
  'must be the URL of a RabbitMQ server, such as amqp://localhost:5672, or several of one cluster separated by commas';
const amqpUrls = z
  .string(amqpUrl)
  .transform((value) => value.split(',').map((url) => url.trim()))
  .refine((urls) => urls.every((url) => isUrlOf(url, 'amqp://', 'amqps://')), amqpUrl);

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const logSettings = (byDefault: LogLevel) =>
  z.object({ LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default(byDefault) });

export const listenSettings = z.object({ HOST: z.string().default('127.0.0.1'), PORT: port.default(8000) });

export const databaseSettings = z.object({ DATABASE_URL: databaseUrl });
export const busSettings = z.object({ AMQP_URL: amqpUrls });

/** A service in a process of its own. */
export const runnerSettings = z.object({
  ...listenSettings.shape,
  ...databaseSettings.shape,
  ...busSettings.shape,
  ...logSettings('info').shape,
});
