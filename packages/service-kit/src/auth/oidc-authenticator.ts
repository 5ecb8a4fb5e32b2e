import { DomainError } from '@ordermill/kernel';
import { type JWTPayload, jwtVerify } from 'jose';
import type { OidcAuth } from '../config/auth.js';
import { Authenticator, type Principal } from './authenticator.js';
import { ProviderKeys, type ProviderKeysOptions } from './provider-keys.js';
import { rolesIn } from './roles.js';

// Signatures that only the provider can make: with a shared secret, or with none, whoever checks a token could forge one.
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

// Between clocks.
const toleranceSeconds = 5;

const userId = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

/** JSON web tokens that an OpenID provider signed for this audience. */
export class OidcAuthenticator extends Authenticator {
  private readonly keys: ProviderKeys;

  constructor(
    private readonly settings: Omit<OidcAuth, 'mode'>,
    options: ProviderKeysOptions = {},
  ) {
    super();
    this.keys = new ProviderKeys(settings.issuer, options);
  }

  override async authenticate(credential: string): Promise<Principal | undefined> {
    const claims = await this.claimsOf(credential);
    if (!claims?.sub || !userId.test(claims.sub)) return undefined;
    return { userId: claims.sub, roles: rolesIn(claims, this.settings.rolesClaim, this.settings.adminRole) };
  }

  private async claimsOf(credential: string): Promise<JWTPayload | undefined> {
    const { issuer, audience } = this.settings;
    const expected = { issuer, audience, algorithms, clockTolerance: toleranceSeconds, requiredClaims: ['sub', 'exp'] };
    try {
      return (await jwtVerify(credential, this.keys.find, expected)).payload;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      return undefined;
    }
  }
}
