export { createFrontDoor, type RunningFrontDoor } from './front-door.js';
export { frontDoorSettings } from './front-door-settings.js';
export { createGateway, type GatewayOptions } from './gateway.js';
export { createHttpUpstream, type HttpUpstreamOptions } from './http-upstream.js';
export type { Upstream } from './upstream.js';
