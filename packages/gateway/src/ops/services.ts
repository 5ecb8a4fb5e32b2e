import { DomainError, invalidField } from '@ordermill/kernel';
import type { Upstream } from '../upstream.js';
import { type Answer, ask, isAnswered, isRefused, type Question } from './ask.js';

/** Some services said what they know; the others are named. */
export interface Heard {
  readonly answers: readonly Answer[];
  readonly unavailable: readonly string[];
}

/** What one service made of the request counts for all: who asks may not, or asks for something that cannot be. */
export class Refusal {
  constructor(readonly answer: Answer) {}
}

export class Services {
  constructor(private readonly upstreams: Readonly<Record<string, Upstream>>) {}

  /** All, or the one that is named; throws `invalid_request` when it is none. */
  named(service: unknown): readonly string[] {
    const all = Object.keys(this.upstreams);
    if (service === undefined) return all;
    if (typeof service === 'string' && all.includes(service)) return [service];
    throw invalidField('service', `must be one of ${all.join(', ')}`);
  }

  ask(service: string, question: Question): Promise<Answer> {
    const upstream = this.upstreams[service];
    if (!upstream) throw new RangeError(`there is no service "${service}"`);
    return ask(service, upstream.listener, question);
  }

  /** Asks side by side. */
  async askAll(services: readonly string[], question: Question): Promise<Heard | Refusal> {
    const answers = await Promise.all(services.map((service) => this.ask(service, question)));
    const refusal = answers.find(isRefused);
    return refusal ? new Refusal(refusal) : heard(answers);
  }
}

/** Throws `service_unavailable` when there is nothing but silence. */
export const heard = (all: readonly Answer[]): Heard => {
  const answers = all.filter(isAnswered);
  if (answers.length === 0)
    throw new DomainError('unavailable', 'service_unavailable', 'No service can be reached. Try again in a moment.');
  return {
    answers,
    unavailable: all.filter((answer) => !isAnswered(answer) && !isRefused(answer)).map(({ service }) => service),
  };
};
