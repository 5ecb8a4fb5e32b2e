export { type Decider, given } from './given.js';
export { InMemoryStreams } from './in-memory-streams.js';
export { Arrivals } from './arrivals.js';
export { type BrokerUnderTest, type BusHarness, type BusUnderTest } from './conformance/harness.js';
export { eventBusConformance } from './conformance/suite.js';
export { type DeadLetter, InMemoryDeadLetters } from './in-memory-dead-letters.js';
export { InMemoryInbox } from './in-memory-inbox.js';
export { openTestDatabase, testServerUrl } from './temporary-database.js';
