/** A queue or an exchange that is there, and in what the broker says that it differs from what was declared. */
export interface Refusal {
  /** Such as `x-delivery-limit`, `durable` or `type`; the first of those that differ. */
  readonly argument: string;
  /** Undefined when the argument is not set, or when the broker has cut its words short. */
  readonly current: string | undefined;
  /** The argument's AMQP type, where the broker tells. */
  readonly type: string | undefined;
  /** The broker's words end at 255 bytes. */
  readonly cut: boolean;
}

const preconditionFailed = 406;
const differs = /inequivalent arg '([^']+)' for (?:queue|exchange) /;
const currentValue = / but current is (?:none|the value '(?<typed>.*)' of type '(?<type>\w+)'|'(?<value>.*)')"?$/s;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Whether the broker answered with this code. */
export const answered = (error: unknown, code: number): boolean => codeOf(error) === code;

/** Undefined for every other error. */
export const refusalOf = (error: unknown): Refusal | undefined => {
  if (!(error instanceof Error) || !answered(error, preconditionFailed)) return undefined;
  const argument = differs.exec(error.message)?.[1];
  if (argument === undefined) return undefined;
  const found = currentValue.exec(error.message);
  const { typed, type, value } = found?.groups ?? {};
  return { argument, current: typed ?? value, type, cut: found === null };
};
