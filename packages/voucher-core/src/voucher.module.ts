import { catalog } from '@ordermill/contracts';
import { Database, PostgresUnitOfWork, projectionOf } from '@ordermill/eventing';
import { Clock } from '@ordermill/kernel';
import { defineService, ServiceAdapters } from '@ordermill/service-kit';
import { ContainerModule } from 'inversify';
import { voucherRoutes } from './adapters/http.js';
import { internalEvents } from './adapters/internal-events.js';
import { Vouchers1764000300000 } from './adapters/migrations/1764000300000-vouchers.js';
import {
  PostgresRedemptionRepository,
  PostgresVoucherQueries,
  PostgresVoucherRepository,
  voucherStreams,
} from './adapters/postgres.js';
import { RandomVoucherCodes } from './adapters/random-voucher-codes.js';
import { voucherSettings } from './adapters/settings.js';
import { voucherSubscriptions, voucherTimers } from './adapters/subscriptions.js';
import { ExpireVoucher } from './application/expire-voucher.js';
import { GetVoucher } from './application/get-voucher.js';
import { IssueVoucher } from './application/issue-voucher.js';
import { ListVouchers } from './application/list-vouchers.js';
import { RedemptionRepository, VoucherCodes, VoucherQueries, VoucherRepository } from './application/ports.js';
import { RedeemVoucher } from './application/redeem-voucher.js';
import { ReleaseVoucher } from './application/release-voucher.js';
import { RevokeVoucher } from './application/revoke-voucher.js';

export const voucherModule = defineService({
  name: 'voucher',
  catalog: { ...catalog, ...internalEvents },
  settings: voucherSettings,
  projections: [projectionOf(voucherStreams)],
  migrations: [Vouchers1764000300000],
  orderStreams: ['voucher', 'redemption'],
  bind: (rule) =>
    new ContainerModule(({ bind }) => {
      bind(VoucherRepository).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresVoucherRepository(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(RedemptionRepository).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresRedemptionRepository(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(VoucherQueries).toResolvedValue((database: Database) => new PostgresVoucherQueries(database), [Database]);
      bind(VoucherCodes).toConstantValue(new RandomVoucherCodes());
      bind(IssueVoucher).toResolvedValue(
        (vouchers: VoucherRepository, codes: VoucherCodes, clock: Clock) => new IssueVoucher(vouchers, codes, clock, rule),
        [VoucherRepository, VoucherCodes, Clock],
      );
      bind(RevokeVoucher).toResolvedValue(
        (vouchers: VoucherRepository, clock: Clock) => new RevokeVoucher(vouchers, clock),
        [VoucherRepository, Clock],
      );
      bind(RedeemVoucher).toResolvedValue(
        (vouchers: VoucherRepository, redemptions: RedemptionRepository, queries: VoucherQueries, clock: Clock) =>
          new RedeemVoucher(vouchers, redemptions, queries, clock),
        [VoucherRepository, RedemptionRepository, VoucherQueries, Clock],
      );
      bind(ReleaseVoucher).toResolvedValue(
        (vouchers: VoucherRepository, redemptions: RedemptionRepository, queries: VoucherQueries, clock: Clock) =>
          new ReleaseVoucher(vouchers, redemptions, queries, clock),
        [VoucherRepository, RedemptionRepository, VoucherQueries, Clock],
      );
      bind(ExpireVoucher).toResolvedValue(
        (vouchers: VoucherRepository, clock: Clock) => new ExpireVoucher(vouchers, clock),
        [VoucherRepository, Clock],
      );
      bind(GetVoucher).toResolvedValue((vouchers: VoucherQueries) => new GetVoucher(vouchers), [VoucherQueries]);
      bind(ListVouchers).toResolvedValue((vouchers: VoucherQueries) => new ListVouchers(vouchers), [VoucherQueries]);
      bind(ServiceAdapters).toResolvedValue(
        (
          issue: IssueVoucher,
          revoke: RevokeVoucher,
          redeem: RedeemVoucher,
          release: ReleaseVoucher,
          expire: ExpireVoucher,
          get: GetVoucher,
          list: ListVouchers,
        ) => ({
          router: voucherRoutes(get, list),
          handlers: voucherSubscriptions(issue, revoke, redeem, release),
          timers: voucherTimers(expire),
        }),
        [IssueVoucher, RevokeVoucher, RedeemVoucher, ReleaseVoucher, ExpireVoucher, GetVoucher, ListVouchers],
      );
    }),
});
