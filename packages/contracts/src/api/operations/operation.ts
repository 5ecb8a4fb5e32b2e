import type { z } from 'zod';
import type { ProblemCode } from '../problems.js';

type Texts = Readonly<Record<string, string>>;

/** A request that can be sent as it is, but for ids of what is there, and what it leads to. */
export interface RequestExample<Body = unknown> {
  readonly summary: string;
  readonly params?: Texts;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Texts;
  readonly body?: Body;
  /** The status of an answer, or the code of a problem. */
  readonly leadsTo: number | ProblemCode;
}

export interface OperationAnswer {
  readonly description: string;
  /** Nothing where it is left out. */
  readonly body?: z.ZodType;
  /** In place of a body: the data of every server-sent event. */
  readonly events?: z.ZodType;
  readonly contentType?: string;
  readonly headers?: readonly ('ETag' | 'Location' | 'Set-Cookie')[];
}

/** One method of one route, as clients know it: all that its documentation is made of. */
export interface Operation<Body extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post' | 'delete';
  /** As OpenAPI writes it: `/api/orders/{id}`. */
  readonly path: `/${string}`;
  readonly tag: 'Orders' | 'Payments' | 'Vouchers' | 'Events' | 'Operations' | 'Session' | 'Health';
  readonly summary: string;
  readonly description?: string;
  readonly access: 'anyone' | 'user' | 'admin';
  /** Where it is there alone. */
  readonly onlyWith?: 'AUTH_MODE=static' | 'AUTH_MODE=oidc' | 'PAYMENT_GATEWAY=stripe';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: Body;
  readonly bodyOptional?: true;
  /** By status. */
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  /** Beyond those that every operation of its kind can have. */
  readonly problems?: readonly ProblemCode[];
  /** By a name of their own in the operation. */
  readonly examples: Readonly<Record<string, RequestExample<z.input<Body>>>>;
}

export const defineOperation = <Body extends z.ZodType>(operation: Operation<Body>): Operation<Body> => operation;
