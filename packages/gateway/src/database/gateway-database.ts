import type { Database } from '@ordermill/eventing';
import { DomainError } from '@ordermill/kernel';
import { type Logger, openDatabase } from '@ordermill/service-kit';
import { gatewaySchema } from './schema.js';

export interface GatewayDatabaseOptions {
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

type Query = Parameters<Database['query']>[0];

/** The gateway's own database. It is opened in the background, because what needs no session goes on without it. */
export class GatewayDatabase {
  private database: Database | undefined;
  private readonly stop = new AbortController();
  private readonly opening: Promise<void>;

  constructor({ databaseUrl, log, stopping }: GatewayDatabaseOptions) {
    const ending = AbortSignal.any([stopping, this.stop.signal]);
    this.opening = openDatabase(gatewaySchema, { databaseUrl, log, stopping: ending }).then(
      (database) => void (this.database = database),
      (err: unknown) => {
        if (!ending.aborted) log.error({ err }, 'the database of the gateway cannot be opened: there are no sessions');
      },
    );
  }

  /** Settles when the database was opened, or never will be. */
  opened(): Promise<void> {
    return this.opening;
  }

  /** Rejects with `store_unavailable` while there is none. */
  async query<Row extends object>(config: Query): Promise<Row[]> {
    return this.current.query<Row>(config);
  }

  get pool(): Database['pool'] {
    return this.current.pool;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.opening;
    const { database } = this;
    this.database = undefined;
    await database?.close();
  }

  private get current(): Database {
    if (this.database) return this.database;
    throw new DomainError('unavailable', 'store_unavailable', 'Sessions cannot be read now. Try again in a moment.');
  }
}
