import Router from '@koa/router';
import { requireRole } from '../http/authentication.js';
import type { PrincipalState } from '../http/state.js';
import type { Rebuilds } from '@ordermill/eventing';
import type { DeadLetterDesk } from './dead-letter-desk.js';
import { deadLetterRoutes } from './dead-letter-routes.js';
import { projectionRoutes } from './projection-routes.js';
import { statusRoutes, type StatusRoutesOptions } from './status-routes.js';

/** `/api/ops` of one service, for operators. */
export const opsRoutes = (desk: DeadLetterDesk, rebuilds: Rebuilds, status: StatusRoutesOptions) => {
  const router = new Router<PrincipalState>({ prefix: '/api/ops' });
  router.use(requireRole('admin'));
  for (const routes of [deadLetterRoutes(desk), projectionRoutes(status.service, rebuilds), statusRoutes(status)])
    router.use(routes.routes());
  return router;
};
