import { mostLettersAtOnce, type Problem } from '@ordermill/contracts';
import type { Answer, Question } from './ask.js';
import { isAnswered, isRefused, isReplayed } from './ask.js';
import { addUp } from './merge.js';
import { heard, Refusal, type Services } from './services.js';

type Body = Readonly<Record<string, unknown>>;
type Counts = Readonly<Record<string, number>>;

export interface Outcome {
  readonly body: object;
  /** Whether every service has said so before, under the same Idempotency-Key. */
  readonly replayed: boolean;
}

const countsOf = ({ text }: Answer): Counts => JSON.parse(text) as Counts;

const refusalOf = ({ service, text }: Answer): object => {
  const { code, detail } = JSON.parse(text) as Problem;
  return { service, code, detail };
};

/** Once the limit is used up, the others only count. */
const withLimit = (body: Body, left: number): Body => (left > 0 ? { ...body, limit: left } : { ...body, limit: 1, dryRun: true });

/**
 * Has letters of several services acted on, one service after the other, so that limit and rate hold for all of them together.
 * `name` is the count of those that were acted on.
 */
export const actOnMany = async (
  services: Services,
  names: readonly string[],
  question: Question & { readonly body: Body },
  name: 'redriven' | 'discarded',
): Promise<Refusal | Outcome> => {
  const limit = typeof question.body['limit'] === 'number' ? question.body['limit'] : mostLettersAtOnce;
  const answers: Answer[] = [];
  let done = 0;
  for (const service of names) {
    const body = done === 0 ? question.body : withLimit(question.body, limit - done);
    const answer = await services.ask(service, { ...question, body });
    if (isRefused(answer) && !answers.some(isAnswered)) return new Refusal(answer);
    answers.push(answer);
    if (isAnswered(answer)) done += countsOf(answer)[name] ?? 0;
  }
  const { answers: counted, unavailable } = heard(answers);
  const refused = answers.filter(isRefused).map(refusalOf);
  return { body: { ...addUp(counted.map(countsOf)), unavailable, refused }, replayed: answers.every(isReplayed) };
};
