import { catalog, type ReplayBody, type ReplayResponse } from '@ordermill/contracts';
import { invalidField } from '@ordermill/kernel';

export type Replay = ReplayResponse;

/** Which events of the archive go to a service; `from` and `to` are positions, both inclusive. */
export type ReplayRange = Pick<Replay, 'service' | 'types' | 'subject' | 'from' | 'to'>;

/** What is asked for, on an archive whose newest position is `head`. Throws `invalid_request` for what the service would not handle. */
export const rangeOf = ({ service, types, subject, from = 0, to }: ReplayBody, head: number): ReplayRange => {
  const handled = typesHandledBy(service);
  if (handled.length === 0) throw invalidField('service', 'must be the name of a service that handles events');
  types?.forEach((type, index) => {
    if (!handled.includes(type)) throw invalidField(`types.${index}`, `is no type that the service ${service} handles`);
  });
  if (to !== undefined && to < from) throw invalidField('to', 'must not be before "from"');
  return { service, types: types ?? handled, subject, from, to: Math.min(to ?? head, head) };
};

const typesHandledBy = (service: string): readonly string[] =>
  Object.values(catalog).flatMap(({ type, consumers }) => ((consumers as readonly string[]).includes(service) ? [type] : []));
