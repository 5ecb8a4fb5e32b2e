/** A topology that cannot be read or changed; the message says why, and what to do. */
export class TopologyError extends Error {
  override readonly name = 'TopologyError';
}
