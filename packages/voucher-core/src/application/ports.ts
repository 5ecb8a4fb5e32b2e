import type { Page, VoucherListQuery } from '@ordermill/contracts';
import type { RedemptionEvent, VoucherEvent } from '../domain/events.js';
import type { RedemptionState } from '../domain/redemption.js';
import type { Voucher, VoucherState } from '../domain/voucher.js';

/** Stores what is decided: events, view and timers commit together, or not at all. At most one voucher an order, each code once. */
export abstract class VoucherRepository {
  /** `decide` runs again when another change was first, or when the code that it chose is taken. */
  abstract change(orderId: string, decide: (voucher: VoucherState) => readonly VoucherEvent[]): Promise<VoucherState>;
}

/** Stores what became of the voucher that an order wants to redeem. At most one an order. */
export abstract class RedemptionRepository {
  /** `decide` is pure and may run again when another change of the same redemption was first. */
  abstract change(orderId: string, decide: (redemption: RedemptionState) => readonly RedemptionEvent[]): Promise<RedemptionState>;
}

/** Reads the view, which commits together with the events. */
export abstract class VoucherQueries {
  abstract findByCode(code: string): Promise<Voucher | undefined>;
  /** Newest first. */
  abstract list(userId: string, query: VoucherListQuery): Promise<Page<Voucher>>;
}

/** Codes that nobody can guess and nobody misreads. */
export abstract class VoucherCodes {
  abstract next(): string;
}
