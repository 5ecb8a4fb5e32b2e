import { z } from 'zod';
import { textLike } from '../events/fields.js';

export const serviceName = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'must be the name of a service');

export const service = textLike('payment');

/** Services that could not answer. */
export const unavailable = z.array(z.string()).default([]);
