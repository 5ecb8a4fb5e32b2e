import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

// Scripts and styles come from here alone, and from files.
const directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/**
 * Puts on every answer what a browser should hold a page to; `https` where the page is reached over it alone.
 * CORS stays off: no answer has an Access-Control header.
 */
export const securityHeaders = (https: boolean) => {
  const contentSecurityPolicy = {
    useDefaults: false,
    directives: { ...directives, ...(https ? { upgradeInsecureRequests: [] } : {}) },
  };
  const set = helmet({ contentSecurityPolicy, strictTransportSecurity: https, xFrameOptions: { action: 'deny' } });
  return (request: IncomingMessage, response: ServerResponse): void => set(request, response, () => undefined);
};
