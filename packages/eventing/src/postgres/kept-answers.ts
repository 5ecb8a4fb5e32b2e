import type { Answer, KeptAnswer, RepeatableRequest } from './unit.js';
import type { PostgresUnitOfWork } from './unit-of-work.js';

export type Answered =
  | { readonly type: 'answered' | 'replayed'; readonly answer: Answer }
  /** The id was another request's. */
  | { readonly type: 'reused' };

/** Answers kept for as long as `Retention` lets them be. */
export class KeptAnswers {
  constructor(private readonly unitOfWork: PostgresUnitOfWork) {}

  /**
   * Does `work`, and keeps its answer in one transaction with all that it changes; or does nothing and finds the answer that is kept.
   * Of several at once one is carried out, and all have its answer. `work` may run again, so that it must have no effect but through the unit of work.
   * Rejects with what `work` throws, and nothing is kept then; with a DomainError `unavailable` when the store cannot be reached.
   */
  once(request: RepeatableRequest, work: () => Promise<Answer>): Promise<Answered> {
    return this.unitOfWork.run(async (unit) => {
      const kept = await this.find(request.id);
      if (kept && kept.fingerprint !== request.fingerprint) return { type: 'reused' };
      if (kept) return { type: 'replayed', answer: kept };
      const answer = await work();
      unit.answers.push({ ...request, ...answer });
      return { type: 'answered', answer };
    });
  }

  private async find(id: string): Promise<KeptAnswer | undefined> {
    const [answer] = await this.unitOfWork.database.query<KeptAnswer>({
      name: 'read-answer',
      text: 'select id, fingerprint, status, headers, body from eventing.answers where id = $1',
      values: [id],
    });
    return answer;
  }
}
