import { z } from 'zod';

/** A decimal string with its currency's decimals, never negative. */
export const decimal = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'must be a decimal string, such as "207.00"');

export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code');

export const timestamp = z.iso.datetime({ offset: true });

export const userId = z.string().min(1).max(255);

export const orderId = z.string().regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'must be a UUID in lower case');
