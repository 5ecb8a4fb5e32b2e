export { type Decider, given } from './given.js';
