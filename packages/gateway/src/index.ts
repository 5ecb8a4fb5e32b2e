export { createGateway, type GatewayOptions } from './gateway.js';
export { createHttpUpstream, type HttpUpstreamOptions } from './http-upstream.js';
export type { Upstream } from './upstream.js';
