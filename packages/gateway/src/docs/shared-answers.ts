type Answers = Readonly<Record<string, object>>;

interface WithAnswers {
  readonly responses: Answers;
}

const codesIn = (answer: object): string =>
  [...JSON.stringify(answer).matchAll(/"code":"([a-z_]+)"/g)].map(([, code]) => code).join('-');

/** Takes out refusals that several operations have, as components, and leaves references in their places. */
export const shareAnswers = <Operation extends WithAnswers>(operations: readonly Operation[]) => {
  const uses = new Map<string, number>();
  for (const { responses } of operations)
    for (const answer of Object.values(responses)) uses.set(JSON.stringify(answer), (uses.get(JSON.stringify(answer)) ?? 0) + 1);

  const shared: Record<string, object> = {};
  const referenceTo = (answer: object): object => {
    const text = JSON.stringify(answer);
    const codes = codesIn(answer);
    if (codes === '' || uses.get(text) === 1) return answer;
    const name = text.includes('Idempotent-Replayed') ? `${codes}-replayable` : codes;
    shared[name] ??= answer;
    // Others of the same codes may have other examples.
    return JSON.stringify(shared[name]) === text ? { $ref: `#/components/responses/${name}` } : answer;
  };
  const shortened = operations.map((operation) => ({
    ...operation,
    responses: Object.fromEntries(Object.entries(operation.responses).map(([status, answer]) => [status, referenceTo(answer)])),
  }));
  return { operations: shortened, responses: shared };
};
