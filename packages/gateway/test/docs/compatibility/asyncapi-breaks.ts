import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { schema } from './schema.js';
import { schemaBreaks } from './schema-breaks.js';

const document = z.object({
  channels: z.record(z.string(), z.unknown()),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

const versionOf = (dataschema: unknown): number => Number(/\/v(\d+)$/.exec(String(dataschema))?.[1]);

/** Every way in which those who read or publish the events of one document would fail with another. */
export const asyncApiBreaks = (released: unknown, current: unknown): string[] => {
  const [before, after] = [document.parse(released), document.parse(current)];
  const gone = Object.keys(before.channels).filter((name) => !(name in after.channels));
  const schemas = { before: before.components.schemas, after: after.components.schemas };
  const changed = Object.entries(schemas.before).flatMap(([type, old]) => {
    const young = schemas.after[type];
    if (!young) return [];
    const [earlier, now] = [old, young].map(({ properties }) => versionOf(properties?.['dataschema']?.const));
    const data = [old.properties?.['data'], young.properties?.['data']];
    if (earlier === now && !isDeepStrictEqual(data[0], data[1])) return [`${type}: its data differ, and its version does not`];
    if (earlier !== now && Number(now) < Number(earlier)) return [`${type}: is of an older version`];
    const envelope = [old, young].map(({ properties: { data: _data, dataschema: _version, ...others } = {}, ...rest }) => ({
      ...rest,
      properties: others,
    }));
    return schemaBreaks(envelope[0] ?? {}, envelope[1] ?? {}, { direction: 'answer', ...schemas }).map(
      (what) => `${type}: ${what}`,
    );
  });
  return [...gone.map((name) => `${name}: is gone`), ...changed];
};
