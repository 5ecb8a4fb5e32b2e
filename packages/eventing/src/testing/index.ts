export { type Decider, given } from './given.js';
export { InMemoryStreams } from './in-memory-streams.js';
