import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is waited for by an order, and what operators did to a letter of one of its events, found without reading all of them. */
export class Journeys1764000000008 implements MigrationInterface {
  readonly name = 'Journeys1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index timers_subject on eventing.timers (subject)');
    await runner.query('create index operations_event_id on eventing.operations (event_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index eventing.operations_event_id');
    await runner.query('drop index eventing.timers_subject');
  }
}
