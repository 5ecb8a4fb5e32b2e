import { mostLettersAtOnce } from '@ordermill/contracts';
import type { Answer, Question } from './ask.js';
import { isAnswered, isRefused } from './ask.js';
import { addUp } from './merge.js';
import { heard, Refusal, type Services } from './services.js';

type Body = Readonly<Record<string, unknown>>;
type Counts = Readonly<Record<string, number>>;

const countsOf = ({ text }: Answer): Counts => JSON.parse(text) as Counts;

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
): Promise<Refusal | (Record<string, number> & { readonly unavailable: readonly string[] })> => {
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
  return Object.assign(addUp(counted.map(countsOf)), { unavailable });
};
