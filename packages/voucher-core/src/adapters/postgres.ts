import type { Page, VoucherListQuery } from '@ordermill/contracts';
import {
  type Database,
  type EventSourced,
  EventSourcedRepository,
  type PostgresUnitOfWork,
  readPage,
  type TimerChange,
  toViewRow,
  viewTimes,
} from '@ordermill/eventing';
import { VoucherQueries, VoucherRepository } from '../application/ports.js';
import type { VoucherEvent } from '../domain/events.js';
import { evolve } from '../domain/evolve.js';
import type { Voucher, VoucherState } from '../domain/voucher.js';
import { type VoucherRow, voucherView } from './voucher-view.js';

/** How a voucher becomes state, and state a row. */
export const voucherStreams: EventSourced<VoucherState, VoucherEvent, VoucherRow> = {
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
  if (event.type === 'voucher.issued')
    return [{ set: { key, type: 'voucher.expiry-due', subject: orderId, due: new Date(event.data.expiresAt) } }];
  return event.type === 'voucher.revoked' ? [{ cancel: key }] : [];
};

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
