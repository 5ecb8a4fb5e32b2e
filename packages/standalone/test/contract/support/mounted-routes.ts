import type Router from '@koa/router';
import Koa from 'koa';

interface Routed {
  readonly router: Pick<Router, 'stack'>;
}

const isRouted = (middleware: unknown): middleware is Routed => typeof middleware === 'function' && 'router' in middleware;

const asDocumented = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}').replace(/(?<=.)\/$/, '');

const routesOf = ({ router }: Routed): readonly string[] =>
  router.stack.flatMap(({ methods, path }) =>
    methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${asDocumented(String(path))}`),
  );

/** Every route, such as `GET /api/orders/{id}`, of the applications that are made meanwhile. */
export const routesMountedWhile = async (work: () => Promise<void>): Promise<ReadonlySet<string>> => {
  const mounted = new Set<string>();
  const { prototype } = Koa;
  const use = Object.getOwnPropertyDescriptor(prototype, 'use');
  if (!use) throw new Error('Koa has no use');
  const original = use.value as (middleware: unknown) => unknown;
  prototype.use = function (this: Koa, middleware: unknown) {
    if (isRouted(middleware)) for (const route of routesOf(middleware)) mounted.add(route);
    return original.call(this, middleware) as never;
  };
  try {
    await work();
    return mounted;
  } finally {
    Object.defineProperty(prototype, 'use', use);
  }
};
