import { DeadLetters, type Failure } from '../ports.js';
import type { Database } from './database.js';

/** Dead letters of the in-process bus, in the database of the service that gave up. */
export class PostgresDeadLetters extends DeadLetters {
  constructor(private readonly databaseOf: (service: string) => Database) {
    super();
  }

  override async park(service: string, body: Uint8Array, { reason, error, stack, tries }: Failure): Promise<void> {
    await this.databaseOf(service).query({
      text: 'insert into eventing.dead_letters (service, body, reason, error, stack, tries) values ($1, $2, $3, $4, $5, $6)',
      values: [service, body, reason, withoutNul(error), withoutNul(stack), tries],
    });
  }
}

// PostgreSQL's text holds every character but this one.
const withoutNul = (text: string): string => text.replaceAll('\0', '\uFFFD');
