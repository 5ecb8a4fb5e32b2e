/** An event as a log holds it. */
export interface LoggedEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly subject: string;
  readonly time: Date;
  readonly data: object;
  readonly source: string;
  readonly actor: string;
  readonly internal: boolean;
}
