/** What is wrong, by the promise that is broken. */
export type FindingKind =
  | 'lost' // accepted, stated or published, and then not there
  | 'repeated' // an effect twice
  | 'gap' // a stream with a version missing
  | 'story' // something happened that should not have, or in another order
  | 'view' // a row that its log does not give
  | 'unfounded' // on the bus, and in no log
  | 'disorder' // on the bus in another order than in its stream
  | 'dead letter'
  | 'unsettled'; // still under way

export interface Finding {
  readonly kind: FindingKind;
  /** The id of an order, or the name of a queue or service. */
  readonly about: string;
  readonly problem: string;
}
