import type { DatabaseSchema } from '@ordermill/service-kit';
import { Sessions1764000300000 } from './migrations/1764000300000-sessions.js';

export const gatewaySchema: DatabaseSchema = { name: 'gateway', projections: [], migrations: [Sessions1764000300000] };
