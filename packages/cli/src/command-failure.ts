/** A failure whose message says all that an operator needs. */
export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';
}

/** Nobody could be asked, now. */
export class NoAnswer extends CommandFailure {
  override readonly name = 'NoAnswer';
}
