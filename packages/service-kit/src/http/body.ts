import type { IncomingMessage } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import { DomainError, isNestedTooDeep, mostLevels } from '@ordermill/kernel';
import type { Middleware } from 'koa';
import { z } from 'zod';
import { discardRest } from './discard-rest.js';
import { HttpProblem } from './http-problem.js';
import { readJson } from './json.js';
import type { RequestState } from './state.js';

const maximumBytes = 1024 * 1024;
const methodsWithBody = new Set(['POST', 'PUT', 'PATCH']);

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const invalidBody = (code: string, message: string): DomainError =>
  new DomainError('invalid', code, `body: ${message}`, { errors: [{ path: 'body', message }] });

const bytes = z.string();
const thrownByParser = z.object({ type: z.string().optional(), status: z.int().optional() });

/** The parser's messages quote the body, which may hold a card number: none of them goes on. */
const asProblem = (error: unknown): Error => {
  const { type, status } = thrownByParser.safeParse(error).data ?? {};
  if (status === 413) return new HttpProblem(413, 'body_too_large', 'The body is larger than 1 MiB.');
  if (status === 415)
    return new HttpProblem(415, 'unsupported_encoding', 'Content-Encoding must be gzip, deflate, br or absent.');
  if (type === 'request.aborted') return new HttpProblem(400, 'request_aborted', 'The request ended before its body.');
  return invalidBody('invalid_json', 'must be valid JSON');
};

// As text of one character a byte, because decoding here would put U+FFFD for whatever is not UTF-8.
const parser = bodyParser({
  enableTypes: ['text'],
  extendTypes: { text: ['*/*'] },
  textLimit: String(maximumBytes),
  encoding: 'binary',
});

const parse = async <Body>(ctx: Parameters<typeof parser>[0], read: (body: Buffer) => Body): Promise<Body> => {
  try {
    await parser(ctx, () => Promise.resolve());
    return read(Buffer.from(bytes.parse(ctx.request.body), 'latin1'));
  } catch (error) {
    await discardRest(ctx.req);
    throw asProblem(error);
  }
};

/** The body of a request as it was sent, whatever its type; at most 1 MiB. */
export const readBytes = (ctx: Parameters<typeof parser>[0]): Promise<Buffer> =>
  hasBody(ctx.req) ? parse(ctx, (body) => body) : Promise.resolve(Buffer.alloc(0));

const readObject = async (ctx: Parameters<typeof parser>[0]): Promise<void> => {
  if (!ctx.is('json', '+json')) throw new HttpProblem(415, 'unsupported_media_type', 'Content-Type must be application/json.');
  const body = await parse(ctx, readJson);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidBody('invalid_request', 'must be a JSON object');
  if (isNestedTooDeep(body)) throw invalidBody('invalid_request', `must not be nested deeper than ${mostLevels} levels`);
  ctx.request.body = body;
};

/** Reads the JSON object of a request into `ctx.request.body`: empty without a body. */
export const readBody: Middleware<RequestState> = async (ctx, next) => {
  if (!hasBody(ctx.req)) ctx.request.body = {};
  else if (methodsWithBody.has(ctx.method)) await readObject(ctx);
  await next();
};
