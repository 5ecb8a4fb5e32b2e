import { invalidField } from '@ordermill/kernel';

const entityTags = /(W\/)?"([!#-~\u{80}-\u{ff}]*)"/gu;
const version = /^[1-9]\d{0,8}$/;

export const etagOf = (current: number): string => `"${current}"`;

/**
 * The versions that an If-Match header allows; undefined where any will do. By strong comparison a weak tag allows none (RFC 9110, 13.1.1).
 * Throws `invalid_request` for what is no list of entity tags.
 */
export const versionsIn = (ifMatch: string | undefined): readonly number[] | undefined => {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  if (!/^[\s,]*$/.test(ifMatch.replaceAll(entityTags, '')))
    throw invalidField('If-Match', 'must be the ETag of the order, such as "1", quotes included');
  const tags = [...ifMatch.matchAll(entityTags)];
  return tags.flatMap(([, weak, tag = '']) => (weak === undefined && version.test(tag) ? [Number(tag)] : []));
};
