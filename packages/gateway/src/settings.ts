import { listenSettings, logSettings } from '@ordermill/service-kit';
import { z } from 'zod';

const expected = 'must be the URL of the service, such as http://localhost:8001, or several of its replicas separated by commas';

const serviceUrls = z
  .string(expected)
  .transform((value) => value.split(',').map((url) => url.trim()))
  .refine((urls) => urls.every((url) => URL.canParse(url) && new URL(url).protocol === 'http:'), expected);

export const gatewaySettings = z.object({
  ...listenSettings.shape,
  ...logSettings('info').shape,
  ORDER_URL: serviceUrls,
  PAYMENT_URL: serviceUrls,
  VOUCHER_URL: serviceUrls,
});
