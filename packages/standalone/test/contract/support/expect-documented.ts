import { expect } from 'chai';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { DocumentedAnswer } from './served-document.js';

export interface SeenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

// Headers of every answer to a browser or a proxy, which say nothing of the operation.
const general =
  /^(?:access-control-.*|cache-control|connection|content-encoding|content-length|content-security-policy|content-type|cross-origin-.*|date|keep-alive|origin-agent-cluster|referrer-policy|strict-transport-security|transfer-encoding|vary|x-accel-buffering|x-content-type-options|x-dns-prefetch-control|x-download-options|x-frame-options|x-permitted-cross-domain-policies|x-xss-protection)$/;

const expectValid = (validate: ValidateFunction, value: unknown, what: string): void => {
  const valid = validate(value);
  expect(valid, `${what}: ${JSON.stringify(validate.errors)}\n${JSON.stringify(value)}`).to.equal(true);
};

const headerValue = (value: string): unknown => (/^\d+$/.test(value) ? Number(value) : value);

/** Fails unless the answer has the headers and the body that the document has for it, and no others. */
export const expectDocumented = (
  { status, headers, text }: SeenAnswer,
  { headers: documented, bodies }: DocumentedAnswer,
): void => {
  for (const { name, required, validate } of documented) {
    const value = headers.get(name);
    if (required) expect(value, `${status} ${name}`).to.be.a('string');
    if (value !== null) expectValid(validate, headerValue(value), name);
  }
  const known = new Set(documented.map(({ name }) => name.toLowerCase()));
  const unknown = [...headers.keys()].filter((name) => !known.has(name) && !general.test(name));
  expect(unknown, `headers of ${status} that are not documented`).to.deep.equal([]);

  const type = headers.get('content-type')?.split(';', 1)[0];
  const isRedirect = headers.has('location') && status >= 300;
  if (bodies.size === 0) return void expect(isRedirect ? '' : text).to.equal('');
  const validate = bodies.get(type ?? '');
  if (!validate) return expect.fail(`${status} has ${type}, where ${[...bodies.keys()].join(' or ')} is documented:\n${text}`);
  expectValid(validate, type?.endsWith('json') ? JSON.parse(text) : text, String(status));
};
