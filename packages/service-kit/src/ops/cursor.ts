import { invalidField } from '@ordermill/kernel';

/** A place in a list that is ordered by time, then by a key. */
export interface Place {
  readonly time: Date;
  readonly key: string;
}

export const cursorOf = ({ time, key }: Place): string => Buffer.from(`${time.getTime()}_${key}`).toString('base64url');

/** Throws `invalid_request` for a cursor that no list returned. */
export const placeOf = (cursor: string | undefined, isKey: (key: string) => boolean = () => true): Place | undefined => {
  if (cursor === undefined) return undefined;
  const [, time, key = ''] = /^(\d{1,15})_([^\0]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || !isKey(key)) throw invalidField('cursor', 'is not a cursor that a list returned');
  return { time: new Date(Number(time)), key };
};
