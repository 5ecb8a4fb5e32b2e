import { isIP } from 'node:net';
import { type AppMiddleware, HttpProblem } from '@ordermill/service-kit';

/** What no name server of somebody else can point here: an address, `localhost`, a name of one label. */
const isOwn = (hostname: string): boolean =>
  isIP(hostname.replaceAll(/[[\]]/g, '')) > 0 || /^(?:[\w-]+|[\w.-]+\.localhost)$/.test(hostname);

const hostnameOf = (host: string): string | undefined => {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
};

/**
 * Refuses with `unknown_host` what was sent to another name: where tokens are known to everybody,
 * a page whose name is made to point at loopback could use them (DNS rebinding).
 */
export const knownHost = (publicUrl: string | undefined): AppMiddleware => {
  const known = publicUrl && new URL(publicUrl).hostname;
  return (ctx, next) => {
    const hostname = hostnameOf(ctx.get('Host'));
    if (hostname !== undefined && (hostname === known || isOwn(hostname))) return next();
    const detail = 'In development, tokens are taken at localhost alone. PUBLIC_URL adds another name.';
    throw new HttpProblem(421, 'unknown_host', detail);
  };
};
