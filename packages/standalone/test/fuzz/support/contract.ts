import {
  orderPage,
  orderResponse,
  paymentPage,
  paymentResponse,
  problem,
  voucherPage,
  voucherResponse,
} from '@ordermill/contracts';
import { expect } from 'chai';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

export interface FuzzAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const anyProblem = z.strictObject(problem.shape);
const anyOrder = z.strictObject(orderResponse.shape);
const health = z.strictObject({ status: z.string(), checks: z.record(z.string(), z.string()).optional() });

/** What routes of users answer when all is well. */
const answers: readonly (readonly [request: RegExp, status: number, body: z.ZodType])[] = [
  [/^POST \/api\/orders\/?$/, 201, anyOrder],
  [/^GET \/api\/orders\/?$/, 200, orderPage],
  [/^GET \/api\/orders\/[^/]+\/?$/, 200, anyOrder],
  [/^GET \/api\/orders\/[^/]+\/status\/?$/, 200, z.strictObject({ id: z.uuid(), status: orderResponse.shape.status })],
  [/^DELETE \/api\/orders\/[^/]+\/?$/, 200, anyOrder],
  [/^POST \/api\/orders\/[^/]+\/send\/?$/, 200, anyOrder],
  [/^GET \/api\/payments\/?$/, 200, paymentPage],
  [/^GET \/api\/payments\/[^/]+\/?$/, 200, z.strictObject(paymentResponse.shape)],
  [/^GET \/api\/vouchers\/?$/, 200, voucherPage],
  [/^GET \/api\/vouchers\/[^/]+\/?$/, 200, z.strictObject(voucherResponse.shape)],
  [/^GET \/health\/live\/?$/, 200, health],
];

const tooLargeToRead = 431;
const needed: Readonly<Record<number, string>> = { 401: 'www-authenticate', 405: 'allow' };

const expectProblem = ({ status, headers, body }: FuzzAnswer): void => {
  expect(headers['content-type']).to.equal('application/problem+json; charset=utf-8');
  const { code, ...stated } = anyProblem.parse(JSON.parse(body));
  expect(stated).to.include({ status, type: `https://ordermill.dev/problems/${code}` });
  if (code === 'invalid_request' || code === 'invalid_json') expect(stated.errors).to.be.an('array').that.is.not.empty;
  const header = needed[status];
  if (header !== undefined) expect(headers).to.have.property(header);
};

/** Fails unless somebody in his right mind could have answered so, whatever was asked. */
export const expectSane = (answer: FuzzAnswer): void => {
  expect(answer.status, 'status').to.be.within(200, 499);
  if (answer.status >= 400) expectProblem(answer);
};

/** Fails unless the answer is one that the contract has for such a request. */
export const expectByContract = (method: string, target: string, answer: FuzzAnswer): void => {
  const { status, headers, body } = answer;
  if (status !== tooLargeToRead) expect(headers, 'headers').to.have.property('x-request-id');
  if (method === 'HEAD') {
    expect(status, 'status').to.be.within(200, 499);
    return void expect(body).to.equal('');
  }
  expectSane(answer);
  if (status >= 400) return;
  if (status === 304) return void expect(body).to.equal('');
  const path = target.split('?', 1)[0] ?? '';
  const [, expected, schema] = answers.find(([request]) => request.test(`${method} ${path}`)) ?? [];
  if (!schema) return;
  expect(status, `of ${method} ${path}`).to.equal(expected);
  expect(headers['content-type']).to.equal('application/json; charset=utf-8');
  schema.parse(JSON.parse(body));
  if (status === 201) expect(headers).to.include.keys('location', 'etag');
};
