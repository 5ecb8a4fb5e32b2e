import { projectionOf } from '@ordermill/eventing';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';

class Things1764000900000 implements MigrationInterface {
  readonly name = 'Things1764000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table things (id text primary key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table things');
  }
}

/** The view of a service whose things only have an id. */
export const things = {
  migrations: [Things1764000900000],
  projections: [
    projectionOf({
      category: 'thing',
      initial: undefined,
      evolve: () => undefined,
      view: new EntitySchema<{ readonly id: string }>({
        name: 'thing',
        tableName: 'things',
        columns: { id: { type: 'text', primary: true } },
      }),
      toRow: (_, id) => ({ id }),
    }),
  ],
};
