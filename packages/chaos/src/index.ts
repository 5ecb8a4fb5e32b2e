export { createRandom, type Random } from './random.js';
export { startEmbeddedPostgres } from '@ordermill/standalone';
export { type Evidence, readEvidence } from './verdict/evidence.js';
export { type Finding, type FindingKind } from './verdict/finding.js';
export { judge, type Promised } from './verdict/judge.js';
export { checkQueues } from './verdict/queues.js';
export { type Recorded } from './verdict/recordings.js';
export { type Story } from './verdict/services.js';
export { deliveredWithVoucher, type ExpectedStories, readStories } from './verdict/stories.js';
