import Router from '@koa/router';
import type { KeptAnswers } from '@ordermill/eventing';
import type { Authenticator } from '../auth/authenticator.js';
import { authenticated } from './authentication.js';
import { readBody } from './body.js';
import { idempotent } from './idempotency.js';
import type { PrincipalState } from './state.js';

export interface ApiOptions {
  readonly authenticator: Authenticator;
  readonly answers: Pick<KeptAnswers, 'once'>;
}

/** A core's routes: the route is found first, then the user, and only then the body is read. */
export const apiRoutes = (core: Router<PrincipalState>, { authenticator, answers }: ApiOptions) => {
  const routes = core.routes();
  return new Router<PrincipalState>()
    .use(authenticated(authenticator), readBody, idempotent(answers, routes))
    .use(routes)
    .routes();
};
