export { VoucherCodes, VoucherQueries, VoucherRepository } from './application/ports.js';
export type { VoucherEvent } from './domain/events.js';
export { evolve } from './domain/evolve.js';
export { decide, type Voucher, type VoucherCommand, type VoucherState } from './domain/voucher.js';
export { voucherModule } from './voucher.module.js';
