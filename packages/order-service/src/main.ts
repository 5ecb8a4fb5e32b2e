import { orderModule } from '@ordermill/order-core';
import { runService } from '@ordermill/service-kit';

await runService(orderModule);
