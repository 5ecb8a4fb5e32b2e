interface Seen {
  /** The same for all that one connection carries. */
  readonly link: object;
  readonly from: 'client' | 'server';
}

/** One message of PostgreSQL's protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface DatabaseSighting extends Seen {
  readonly wire: 'database';
  /** Without its prefix: `order` for `ordermill_order`. */
  readonly database: string;
  /** Its first byte: `B` binds a statement to its values, `D` is a row, `Z` says that all is done. */
  readonly type: string;
  readonly text: string;
}

/** One frame of AMQP 0-9-1; of a message in several frames, each tells of which. */
export interface BrokerSighting extends Seen {
  readonly wire: 'broker';
  readonly channel: number;
  readonly method: 'publish' | 'deliver' | 'ack';
  /** The routing key. */
  readonly key: string;
  /** The delivery tag; of a publication, the one that its confirm will have. */
  readonly tag: number;
  /** Of an acknowledgement: it is for all up to the tag. */
  readonly upTo: boolean;
  readonly begins: boolean;
  readonly ends: boolean;
}

export type Sighting = DatabaseSighting | BrokerSighting;
