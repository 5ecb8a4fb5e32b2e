export { createRandom, type Random } from './random.js';
export { startEmbeddedPostgres } from '@ordermill/standalone';
