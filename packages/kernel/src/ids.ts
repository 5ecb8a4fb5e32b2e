/** Source of new identifiers: UUIDs, unique without coordination. */
export abstract class Ids {
  abstract next(): string;
}
