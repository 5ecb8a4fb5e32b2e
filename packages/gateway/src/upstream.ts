import type { RequestListener } from 'node:http';
import type { Readiness } from '@ordermill/service-kit';

/** A service behind the gateway: in this process, or reached over HTTP. */
export interface Upstream {
  readonly listener: RequestListener;
  ready(): Promise<Readiness>;
}
