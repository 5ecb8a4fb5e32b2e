export { RedemptionRepository, VoucherCodes, VoucherQueries, VoucherRepository } from './application/ports.js';
export type { RedemptionEvent, VoucherEvent } from './domain/events.js';
export { evolve } from './domain/evolve.js';
export { decide, type Voucher, type VoucherCommand, type VoucherState } from './domain/voucher.js';
export { evolveRedemption, type RedemptionState } from './domain/redemption.js';
export { voucherModule } from './voucher.module.js';
