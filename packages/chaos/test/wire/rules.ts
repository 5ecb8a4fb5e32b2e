import type { BrokerSighting, DatabaseSighting, Sighting } from './sighting.js';
import type { Catch, Rule } from './trap.js';

/** A statement with these words among its values, or under this name, on its way to the database of a service. */
export const statement =
  (database: string, words: string): Rule =>
  (seen) =>
    isStatement(seen, database, words) ? 'before' : undefined;

const isStatement = (seen: Sighting, database: string, words: string): seen is DatabaseSighting =>
  seen.wire === 'database' && seen.type === 'B' && seen.database === database && seen.text.includes(words);

/** The answer to such a statement: what it did is committed. */
export const answer = (database: string, words: string): Rule => {
  let link: object | undefined;
  return (seen) => {
    if (isStatement(seen, database, words)) link = seen.link;
    return isDone(seen, link) ? 'before' : undefined;
  };
};

const isDone = (seen: Sighting, link: object | undefined): boolean =>
  seen.wire === 'database' && seen.link === link && seen.from === 'server' && seen.type === 'Z';

/** The answer to such a statement, when a row of it has these words. */
export const answerWith = (database: string, words: string, inRow: string): Rule => {
  let link: object | undefined;
  let found = false;
  return (seen) => {
    if (isStatement(seen, database, words)) {
      ({ link } = seen);
      found = false;
    }
    if (seen.wire === 'database' && seen.link === link && seen.type === 'D' && seen.text.includes(inRow)) found = true;
    return found && isDone(seen, link) ? 'before' : undefined;
  };
};

/** The second rule, once the first has caught something; that passes. */
export const then = (first: Rule, second: Rule): Rule => {
  let begun = false;
  return (seen) => {
    if (begun) return second(seen);
    begun = first(seen) !== undefined;
    return undefined;
  };
};

/** A message on its way: before its first frame, or after its last. */
export const message =
  (method: 'publish' | 'deliver', key: string, moment: 'before' | 'after'): Rule =>
  (seen) =>
    isMessage(seen, method, key) && (moment === 'before' ? seen.begins : seen.ends) ? moment : undefined;

const isMessage = (seen: Sighting, method: BrokerSighting['method'], key: string): seen is BrokerSighting =>
  seen.wire === 'broker' && seen.method === method && seen.key === key;

/** The broker's confirm of a publication, or a consumer's acknowledgement of a delivery. */
export const acknowledgement = (method: 'publish' | 'deliver', key: string, moment: Catch): Rule => {
  let awaited: BrokerSighting | undefined;
  return (seen) => {
    if (isMessage(seen, method, key)) awaited ??= seen;
    return awaited && seen.wire === 'broker' && acknowledges(seen, awaited) ? moment : undefined;
  };
};

const acknowledges = (seen: BrokerSighting, { link, from, channel, tag }: BrokerSighting): boolean =>
  seen.method === 'ack' &&
  seen.link === link &&
  seen.from !== from &&
  seen.channel === channel &&
  (seen.tag === tag || (seen.upTo && seen.tag > tag));
