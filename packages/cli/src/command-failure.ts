/** A failure whose message says all that an operator needs. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
