/** A failure whose message tells a user all there is to know: a program prints it without a stack and exits with 1. */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
}
