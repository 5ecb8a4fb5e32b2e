export * from './codec.js';
export * from './event.js';
export * from './ports.js';
export * from './processor.js';
export * from './retry-policy.js';
