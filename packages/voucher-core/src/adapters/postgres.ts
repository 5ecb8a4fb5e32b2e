import type { Page, VoucherListQuery } from '@ordermill/contracts';
import {
  type Database,
  EventSourcedRepository,
  type PostgresUnitOfWork,
  type Projected,
  readPage,
  type TimerChange,
  toViewRow,
  viewTimes,
} from '@ordermill/eventing';
import { RedemptionRepository, VoucherQueries, VoucherRepository } from '../application/ports.js';
import type { RedemptionEvent, VoucherEvent } from '../domain/events.js';
import { evolve } from '../domain/evolve.js';
import { evolveRedemption, type RedemptionState } from '../domain/redemption.js';
import type { Voucher, VoucherState } from '../domain/voucher.js';
import { type VoucherRow, voucherView } from './voucher-view.js';

/** How a voucher becomes state, and state a row. */
export const voucherStreams: Projected<VoucherState, VoucherEvent, VoucherRow> = {
  category: 'voucher',
  initial: undefined,
  evolve,
  view: voucherView,
  toRow: (voucher) =>
    voucher && voucher !== 'withheld' ? { ...toViewRow(voucher), expiresAt: new Date(voucher.expiresAt) } : undefined,
};

export class PostgresVoucherRepository extends VoucherRepository {
  private readonly streams: EventSourcedRepository<VoucherState, VoucherEvent, VoucherRow>;

  constructor(unitOfWork: PostgresUnitOfWork) {
    super();
    this.streams = new EventSourcedRepository(unitOfWork, {
      ...voucherStreams,
      timers: timersAfter,
    });
  }

  override change(orderId: string, decide: (voucher: VoucherState) => readonly VoucherEvent[]): Promise<VoucherState> {
    return this.streams.change(orderId, decide);
  }
}

const timersAfter = (event: VoucherEvent, orderId: string): readonly TimerChange[] => {
  const key = `expiry-${orderId}`;
  if (event.type === 'voucher.issued' || event.type === 'voucher.returned')
    return [{ set: { key, type: 'voucher.expiry-due', subject: orderId, due: new Date(event.data.expiresAt) } }];
  return event.type === 'voucher.revoked' || event.type === 'voucher.reserved' ? [{ cancel: key }] : [];
};

export class PostgresRedemptionRepository extends RedemptionRepository {
  private readonly streams: EventSourcedRepository<RedemptionState, RedemptionEvent, never>;

  constructor(unitOfWork: PostgresUnitOfWork) {
    super();
    this.streams = new EventSourcedRepository(unitOfWork, {
      category: 'redemption',
      initial: undefined,
      evolve: evolveRedemption,
    });
  }

  override change(
    orderId: string,
    decide: (redemption: RedemptionState) => readonly RedemptionEvent[],
  ): Promise<RedemptionState> {
    return this.streams.change(orderId, decide);
  }
}

export class PostgresVoucherQueries extends VoucherQueries {
  constructor(private readonly database: Database) {
    super();
  }

  override async findByCode(code: string): Promise<Voucher | undefined> {
    const row = await this.database.findRow(voucherView, { code });
    return row ? fromRow(row) : undefined;
  }

  override async list(userId: string, { status, ...query }: VoucherListQuery): Promise<Page<Voucher>> {
    const { rows, nextCursor } = await readPage(
      this.database,
      voucherView,
      'orderId',
      { userId, ...(status ? { status } : {}) },
      query,
    );
    return { data: rows.map(fromRow), nextCursor };
  }
}

const fromRow = (row: VoucherRow): Voucher => ({ ...row, ...viewTimes(row), expiresAt: row.expiresAt.toISOString() });
