export { eventStoreModule } from './event-store.module.js';
