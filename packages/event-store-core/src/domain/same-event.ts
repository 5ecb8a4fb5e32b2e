import type { EventBody, EventEnvelope } from '@ordermill/contracts';

/** Whether an event that is given says what is kept, as far as it says anything. Its sequence is not its own: the archive counts. */
export const isSameEvent = ({ sequence: _theirs, ...given }: EventBody, kept: EventEnvelope): boolean => {
  const attributes = new Map<string, unknown>(Object.entries(kept));
  return Object.entries(given).every(([name, value]) => isEqual(value, attributes.get(name)));
};

const isEqual = (one: unknown, other: unknown): boolean => {
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
