import type { StoredEvent } from '@ordermill/eventing';

/** An event as a log holds it, and where. */
export interface LoggedEvent extends StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly subject: string;
  readonly data: object;
  readonly source: string;
  readonly internal: boolean;
}
