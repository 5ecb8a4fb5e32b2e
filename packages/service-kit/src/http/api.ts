import Router from '@koa/router';
import type { Authenticator } from '../auth/authenticator.js';
import { authenticated } from './authentication.js';
import { readBody } from './body.js';
import type { PrincipalState } from './state.js';

/** A core's routes: the route is found first, then the user, and only then the body is read. */
export const apiRoutes = (routes: Router<PrincipalState>, authenticator: Authenticator) =>
  new Router<PrincipalState>().use(authenticated(authenticator), readBody).use(routes.routes()).routes();
