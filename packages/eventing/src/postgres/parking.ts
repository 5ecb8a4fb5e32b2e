import { v7 as uuid } from 'uuid';
import { identityOf } from '../dead-letters.js';
import { type Failure, Parking } from '../ports.js';
import type { Database } from './database.js';

/** Keeps what the in-process bus gave up in the database of the service that gave up. */
export class PostgresParking extends Parking {
  constructor(private readonly databaseOf: (service: string) => Database) {
    super();
  }

  override async park(service: string, body: Uint8Array, failure: Failure, firstFailedAt: Date): Promise<void> {
    const { type, subject, eventId } = identityOf(body);
    const { reason, error, stack, tries } = failure;
    const texts = [type, subject, eventId, reason, error, stack].map(withoutNul);
    await this.databaseOf(service).query({
      text: `insert into eventing.dead_letters
               (letter_id, service, body, tries, first_failed_at, parked_at, type, subject, event_id, reason, error, stack)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      values: [uuid(), service, body, tries, firstFailedAt, new Date(), ...texts],
    });
  }
}

// PostgreSQL's text holds every character but this one.
const withoutNul = (text: string | null): string | null => text?.replaceAll('\0', '\uFFFD') ?? null;
