import type { z } from 'zod';
import { parseBody } from './input.js';

/** The body of a request in the shape of the schema; throws `invalid_request` that names every field at fault. */
export const requestBody = <Schema extends z.ZodType>(schema: Schema, ctx: { readonly request: object }): z.output<Schema> =>
  parseBody(schema, 'body' in ctx.request ? ctx.request.body : undefined);
