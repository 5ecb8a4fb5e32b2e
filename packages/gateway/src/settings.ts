import { forEveryService, type ServiceName, serviceNames } from '@ordermill/contracts';
import { databaseSettings, listenSettings, logSettings } from '@ordermill/service-kit';
import { z } from 'zod';

const expected = 'must be the URL of the service, such as http://localhost:8001, or several of its replicas separated by commas';

const serviceUrls = z
  .string(expected)
  .transform((value) => value.split(',').map((url) => url.trim()))
  .refine((urls) => urls.every((url) => URL.canParse(url) && new URL(url).protocol === 'http:'), expected);

/** `ORDER_URL`, `EVENT_STORE_URL`, … */
const variableOf = (service: ServiceName): string => `${service.replaceAll('-', '_').toUpperCase()}_URL`;

export const gatewaySettings = z.object({ ...listenSettings.shape, ...databaseSettings.shape, ...logSettings('info').shape });

/** Where each service answers. */
export const upstreamSettings = z
  .object(Object.fromEntries(serviceNames.map((service) => [variableOf(service), serviceUrls])))
  .transform((env) => forEveryService((service) => env[variableOf(service)] ?? []));
