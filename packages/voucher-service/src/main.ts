import { voucherModule } from '@ordermill/voucher-core';
import { runService } from '@ordermill/service-kit';

await runService(voucherModule);
