import { DomainError } from '@ordermill/kernel';
import {
  type AppMiddleware,
  authSettings,
  createAuthenticator,
  type Environment,
  ownHost,
  readEnvironment,
} from '@ordermill/service-kit';
import { GatewayDatabase, type GatewayDatabaseOptions } from './database/gateway-database.js';
import { frontDoorSettings } from './front-door-settings.js';
import { guard } from './guard.js';
import { authRoutes } from './session/routes.js';
import { Sessions } from './session/sessions.js';
import { SecretCookie } from './session/cookies.js';
import { signInMethodOf } from './sign-in-method-of.js';
import { sweep } from './session/sweeper.js';
import { visitors } from './session/visitor.js';

/** What stands before every route of the gateway. */
export interface FrontDoor {
  /** Whether clients reach it over HTTPS alone. */
  readonly https: boolean;
  /** Whether `/metrics` can be had from outside. */
  readonly metrics: boolean;
  readonly middleware: readonly AppMiddleware[];
  readonly checks: Readonly<Record<string, () => Promise<string>>>;
}

/** Lets everything in, for development and tests. */
export const openDoor: FrontDoor = { https: false, metrics: true, middleware: [], checks: {} };

export interface FrontDoorOptions extends GatewayDatabaseOptions {
  readonly env: Environment;
}

export interface RunningFrontDoor extends FrontDoor {
  /** Settles when there are sessions, or never will be. */
  opened(): Promise<void>;
  close(): Promise<void>;
}

/** Limits, sessions and sign-in, from the environment. */
export const createFrontDoor = (options: FrontDoorOptions): RunningFrontDoor => {
  const { env, log } = options;
  const settings = readEnvironment(env, frontDoorSettings);
  const auth = readEnvironment(env, authSettings);
  const { PUBLIC_URL: publicUrl, SESSION_IDLE_MS: idleMs, SESSION_LIFETIME_MS: lifetimeMs } = settings;
  const https = publicUrl?.startsWith('https:') ?? false;

  const database = new GatewayDatabase(options);
  const sessions = new Sessions(database, { idleMs, lifetimeMs });
  const cookie = new SecretCookie('ordermill', { https, maxAgeMs: lifetimeMs });
  const authenticator = createAuthenticator(auth);
  const method = signInMethodOf({ auth, settings, authenticator, database, sessions, cookie, https, log });
  const visitorOf = visitors({ authenticator, sessions, cookie, method, publicUrl });
  const stopSweeping = sweep(sessions, log);
  return {
    https,
    metrics: settings.NODE_ENV !== 'production',
    middleware: [
      ...ownHost(env),
      guard({ settings, visitorOf, database, log }),
      authRoutes({ sessions, cookie, method, visitorOf, publicUrl }),
    ],
    checks: { sessions: () => database.query({ text: 'select 1' }).then(() => 'ok', describe) },
    opened: () => database.opened(),
    close: async () => {
      await stopSweeping();
      await database.close();
    },
  };
};

const describe = (error: unknown): string => (error instanceof DomainError ? 'no database' : 'unreachable');
