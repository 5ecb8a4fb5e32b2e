import { DomainError, type ErrorKind } from '@ordermill/kernel';
import { expect } from 'chai';
import { levels, serve } from '../support/serve.js';

const throwing = (error: unknown) =>
  serve((router) =>
    router.get('/fail', () => {
      throw error;
    }),
  );

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  'payment-required': 402,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  unprocessable: 422,
  unavailable: 503,
};

describe('Problem details', () => {
  for (const [kind, status] of Object.entries(statuses) as [ErrorKind, number][]) {
    it(`answers ${status} to a domain error of kind ${kind}`, async () => {
      const { call } = await throwing(new DomainError(kind, 'some_code', 'what happened'));
      const answer = await call('/fail');
      expect(answer.status).to.equal(status);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect(await answer.json()).to.deep.include({ status, code: 'some_code', detail: 'what happened' });
    });
  }

  it('names type and title, and the fields at fault', async () => {
    const errors = [{ path: 'items.0.price', message: 'must be more than 0' }];
    const { call } = await throwing(new DomainError('invalid', 'invalid_request', 'bad price', { errors }));
    expect(await (await call('/fail')).json()).to.deep.equal({
      type: 'https://ordermill.dev/problems/invalid_request',
      title: 'Bad Request',
      status: 400,
      detail: 'bad price',
      code: 'invalid_request',
      errors,
    });
  });

  it('tells when to try again, and how to authenticate', async () => {
    const unavailable = await throwing(new DomainError('unavailable', 'store_unavailable', 'away'));
    expect((await unavailable.call('/fail')).headers.get('retry-after')).to.match(/^\d+$/);
    const unauthenticated = await throwing(new DomainError('unauthenticated', 'unauthenticated', 'who?'));
    expect((await unauthenticated.call('/fail')).headers.get('www-authenticate')).to.match(/^Bearer/);
  });

  it('hides an unexpected error from the client and logs it with its stack and request id', async () => {
    const { call, lines } = await throwing(new TypeError('password is hunter2'));
    const answer = await call('/fail');
    expect(answer.status).to.equal(500);
    const text = await answer.text();
    expect(JSON.parse(text)).to.include({ code: 'internal_error', status: 500 });
    expect(text).to.not.contain('hunter2');
    const line = lines.find(({ level }) => level >= levels.error);
    expect(line).to.have.nested.property('err.stack').that.contains('TypeError: password is hunter2');
    expect(line?.requestId).to.equal(answer.headers.get('x-request-id'));
  });

  it('answers 500 to what is not even an error', async () => {
    const { call } = await throwing('a string');
    expect((await call('/fail')).status).to.equal(500);
  });

  it('does not log a refusal as an error', async () => {
    const { call, lines } = await throwing(new DomainError('conflict', 'already_paid', 'paid already'));
    await call('/fail');
    expect(lines.filter(({ level }) => level > levels.info)).to.deep.equal([]);
  });
});
