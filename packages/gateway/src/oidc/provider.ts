import { DomainError } from '@ordermill/kernel';
import { isSafeUrl } from '@ordermill/service-kit';
import * as client from 'openid-client';

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly scope: string;
  /** Further parameters of the authorization request, as a query. */
  readonly parameters: string;
  /** Where the browser comes back to. */
  readonly callbackUrl: string;
}

/** What ties the answer of a provider to one attempt to sign in. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export type TokenAnswer = Awaited<ReturnType<typeof client.refreshTokenGrant>>;

/** The provider has looked at what it was asked for, and says no. */
export class Refused extends Error {}

const timeoutSeconds = 5;

const authentication = (secret: string | undefined): client.ClientAuth => {
  if (secret === undefined) return client.None();
  return (server, ...rest) => {
    const isPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    (isPost ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret))(server, ...rest);
  };
};

const isRefusal = (error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError ||
  (error instanceof client.ResponseBodyError && error.status < 500) ||
  (error instanceof client.ClientError && /INVALID_RESPONSE|CLAIM|JWT/.test(error.code ?? ''));

const explained = (cause: unknown): Error =>
  isRefusal(cause)
    ? new Refused('the provider refused', { cause })
    : new DomainError(
        'unavailable',
        'identity_provider_unavailable',
        'The sign-in provider cannot be reached. Try again in a moment.',
        {
          cause,
        },
      );

/** The OpenID provider as the gateway's browser clients use it. Its methods reject with Refused, or with `identity_provider_unavailable`. */
export class Provider {
  private found: Promise<client.Configuration> | undefined;

  constructor(private readonly options: ProviderOptions) {}

  /** Where to send a browser that wants to sign in. */
  async authorizationUrl({ state, nonce, codeVerifier }: Checks): Promise<URL> {
    const { scope, parameters, callbackUrl } = this.options;
    const challenge = await client.calculatePKCECodeChallenge(codeVerifier);
    return client.buildAuthorizationUrl(await this.configuration(), {
      ...Object.fromEntries(new URLSearchParams(parameters)),
      redirect_uri: callbackUrl,
      scope,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
  }

  /** `query` is what the browser brought back. */
  exchange(query: string, { state, nonce, codeVerifier }: Checks): Promise<TokenAnswer> {
    const url = new URL(this.options.callbackUrl);
    url.search = query;
    return this.ask((configuration) =>
      client.authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      }),
    );
  }

  refresh(refreshToken: string): Promise<TokenAnswer> {
    return this.ask((configuration) => client.refreshTokenGrant(configuration, refreshToken));
  }

  /** Makes a refresh token worthless, where the provider lets itself be told (RFC 7009). */
  async revoke(refreshToken: string): Promise<void> {
    await this.ask(async (configuration) => {
      if (configuration.serverMetadata().revocation_endpoint === undefined) return;
      await client.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
    });
  }

  /** Where a browser signs out of the provider, if it can. */
  async endSessionUrl(idToken: string): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    const back = new URL('/', this.options.callbackUrl).href;
    return client.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: back }).href;
  }

  private async ask<T>(question: (configuration: client.Configuration) => Promise<T>): Promise<T> {
    const configuration = await this.configuration();
    try {
      return await question(configuration);
    } catch (error) {
      throw explained(error);
    }
  }

  private configuration(): Promise<client.Configuration> {
    this.found ??= this.discover();
    return this.found;
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    const insecure = new URL(issuer).protocol === 'http:' && isSafeUrl(issuer) ? [client.allowInsecureRequests] : [];
    const execute = [client.enableNonRepudiationChecks, ...insecure];
    try {
      return await client.discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
        timeout: timeoutSeconds,
        execute,
      });
    } catch (error) {
      this.found = undefined;
      throw explained(error);
    }
  }
}
