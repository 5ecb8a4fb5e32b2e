/** Who makes a request. */
export interface Principal {
  readonly userId: string;
  readonly roles: readonly string[];
}

/** Tells who presents a credential: the principal, or undefined when it is not valid. Rejects when that cannot be found out now. */
export abstract class Authenticator {
  abstract authenticate(credential: string): Promise<Principal | undefined>;
}
