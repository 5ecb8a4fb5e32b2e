import Router from '@koa/router';
import { requireRole } from '../http/authentication.js';
import type { PrincipalState } from '../http/state.js';

/** `/api/ops` of one service, for operators. */
export const opsRoutes = (parts: readonly Router<PrincipalState>[]) => {
  const router = new Router<PrincipalState>({ prefix: '/api/ops' });
  router.use(requireRole('admin'));
  for (const part of parts) router.use(part.routes());
  return router;
};
