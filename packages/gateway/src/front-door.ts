import type { AppMiddleware } from '@ordermill/service-kit';

/** What stands before every route of the gateway. */
export interface FrontDoor {
  /** Whether clients reach it over HTTPS alone. */
  readonly https: boolean;
  /** Whether `/metrics` can be had from outside. */
  readonly metrics: boolean;
  readonly middleware: readonly AppMiddleware[];
}

/** Lets everything in, for development and tests. */
export const openDoor: FrontDoor = { https: false, metrics: true, middleware: [] };
