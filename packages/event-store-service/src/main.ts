import { eventStoreModule } from '@ordermill/event-store-core';
import { runService } from '@ordermill/service-kit';

await runService(eventStoreModule);
