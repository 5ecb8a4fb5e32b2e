import { paymentModule } from '@ordermill/payment-core';
import { runService } from '@ordermill/service-kit';

await runService(paymentModule);
