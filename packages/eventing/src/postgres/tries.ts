import { createHash } from 'node:crypto';
import type { Database } from './database.js';

const keyOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

export const countTry = async (database: Database, body: Uint8Array): Promise<number> => {
  const [row] = await database.query<{ tries: number }>({
    name: 'count-try',
    text: `insert into eventing.tries (body_hash, tries) values ($1, 1)
           on conflict (body_hash) do update set tries = tries.tries + 1, last_at = now() returning tries`,
    values: [keyOf(body)],
  });
  return row?.tries ?? 1;
};

export const forgetTries = async (database: Database, body: Uint8Array): Promise<void> => {
  await database.query({ name: 'forget-tries', text: 'delete from eventing.tries where body_hash = $1', values: [keyOf(body)] });
};
