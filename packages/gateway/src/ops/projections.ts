import { DomainError, invalidField } from '@ordermill/kernel';
import { z } from 'zod';
import type { Question } from './ask.js';
import { Refusal, type Services } from './services.js';

const list = z.object({ data: z.array(z.object({ name: z.string() })) });

/**
 * The service that has a projection of this name, among those named; throws `projection_not_found` where none has,
 * `service_unavailable` where the one that has may be one that does not answer, and `invalid_request` where more than one has.
 */
export const ownerOf = async (
  services: Services,
  names: readonly string[],
  projection: string,
  headers: Question['headers'],
): Promise<string | Refusal> => {
  const heard = await services.askAll(names, { method: 'GET', url: '/api/ops/projections', headers });
  if (heard instanceof Refusal) return heard;
  const owners = heard.answers
    .filter(({ text }) => list.parse(JSON.parse(text)).data.some(({ name }) => name === projection))
    .map(({ service }) => service);
  const [owner, ...others] = owners;
  if (owner === undefined) throw heard.unavailable.length > 0 ? away(heard.unavailable) : unknown();
  if (others.length > 0) throw invalidField('service', `must say which of ${owners.join(', ')}`);
  return owner;
};

const unknown = (): DomainError => new DomainError('not-found', 'projection_not_found', 'There is no projection of this name.');

const away = (services: readonly string[]): DomainError =>
  new DomainError('unavailable', 'service_unavailable', `No answer from ${services.join(', ')}. Try again in a moment.`);
