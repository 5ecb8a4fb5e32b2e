import pg from 'pg';
import { DataSource, type EntitySchema, type FindOptionsWhere } from 'typeorm';
import { translateError } from './errors.js';
import { eventingMigrations, type Migration } from './migrations/index.js';

export interface DatabaseOptions {
  /** URL of the server, such as `postgres://user:password@host:5432/postgres`; its database is only used to create the service's. */
  readonly url: string;
  /** The service's own database, created when missing. */
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly Migration[];
  /** Connections at most, default 8. The relay has one more of its own. */
  readonly poolSize?: number;
  /** Told when an idle connection is lost; the pool replaces it. */
  readonly onError?: (error: Error) => void;
}

/** A server that has gone without a word is given up, not waited for. */
export const connectionLimits = { connectionTimeoutMillis: 5_000, keepAlive: true, keepAliveInitialDelayMillis: 5_000 };
export const longestQuery = 30_000;

// Any constant: it only has to be the same for every replica of a service.
const migrationLock = 1_868_000_001;

/** One service's PostgreSQL database: views through TypeORM, the hot path through the same pool. */
export class Database {
  constructor(
    readonly url: string,
    readonly dataSource: DataSource,
    readonly pool: pg.Pool,
  ) {}

  /** Creates the database when it is missing and connects; rejects with DomainError `store_unavailable` when the server cannot be reached. */
  static async open(options: DatabaseOptions): Promise<Database> {
    try {
      await createIfMissing(options.url, options.name);
      const url = withDatabase(options.url, options.name);
      const dataSource = new DataSource({
        type: 'postgres',
        url,
        entities: [...options.entities],
        migrations: [...eventingMigrations, ...options.migrations],
        migrationsTransactionMode: 'each',
        poolErrorHandler: options.onError ?? (() => undefined),
        extra: { max: options.poolSize ?? 8, ...connectionLimits },
      });
      await dataSource.initialize();
      return new Database(url, dataSource, poolOf(dataSource));
    } catch (error) {
      throw translateError(error);
    }
  }

  /** One statement on the pool, prepared once per connection when it has a name. Rejects with the errors of translateError. */
  async query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<Row[]> {
    try {
      const limited = { ...config, query_timeout: longestQuery };
      return (await this.pool.query<Row>(limited)).rows;
    } catch (error) {
      throw translateError(error);
    }
  }

  /** The row of a view that matches, read through TypeORM. Rejects with the errors of translateError. */
  async findRow<Row extends object>(view: EntitySchema<Row>, where: FindOptionsWhere<Row>): Promise<Row | null> {
    try {
      return await this.dataSource.getRepository(view).findOneBy(where);
    } catch (error) {
      throw translateError(error);
    }
  }

  /** Brings the schema to the newest version; replicas that start together wait for each other. */
  async migrate(): Promise<void> {
    await this.locked(() => this.dataSource.runMigrations());
  }

  /** Undoes the newest migration. */
  async revert(): Promise<void> {
    await this.locked(() => this.dataSource.undoLastMigration());
  }

  hasPendingMigrations(): Promise<boolean> {
    return this.dataSource.showMigrations();
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }

  private async locked(work: () => Promise<unknown>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [migrationLock]);
      await work();
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
      client.release();
    } catch (error) {
      client.release(true);
      throw translateError(error);
    }
  }
}

const withDatabase = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

const createIfMissing = async (url: string, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // a loss while idle shows in the next query
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  } finally {
    await client.end();
  }
};

// Two replicas may create it at once: duplicate_database, or a unique violation in the catalog.
const isAlreadyThere = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505');

const poolOf = (dataSource: DataSource): pg.Pool => {
  const pool: unknown = 'master' in dataSource.driver ? dataSource.driver.master : undefined;
  if (!(pool instanceof pg.Pool)) throw new TypeError('TypeORM no longer exposes its pg pool as driver.master');
  return pool;
};
