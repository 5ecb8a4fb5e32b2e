import type { Logger } from 'pino';
import type { Principal } from '../auth/authenticator.js';

/** What every request carries; `log` adds its id to each line. */
export interface RequestState {
  requestId: string;
  log: Logger;
}

/** What a request to a core's route carries. */
export interface PrincipalState extends RequestState {
  principal: Principal;
}
