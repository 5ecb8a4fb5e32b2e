import { randomUUID } from 'node:crypto';
import { catalog } from '@ordermill/contracts';
import { Database, PostgresUnitOfWork, projectionOf } from '@ordermill/eventing';
import { Clock, Ids } from '@ordermill/kernel';
import { defineService, millisecondsSetting, ServiceAdapters } from '@ordermill/service-kit';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { paymentRoutes } from './adapters/http.js';
import { Payments1764000200000 } from './adapters/migrations/1764000200000-payments.js';
import { paymentStreams, PostgresPaymentQueries, PostgresPaymentRepository } from './adapters/postgres.js';
import { paymentSubscriptions, paymentTimers } from './adapters/subscriptions.js';
import { CancelPayment } from './application/cancel-payment.js';
import { ExpirePayment } from './application/expire-payment.js';
import { GetPayment } from './application/get-payment.js';
import { ListPayments } from './application/list-payments.js';
import { PaymentQueries, PaymentRepository } from './application/ports.js';
import { RequestPayment } from './application/request-payment.js';
import { policies } from './domain/policy.js';

const policyNames = ['description', 'parity', 'random', 'always'] as const;

export const paymentModule = defineService({
  name: 'payment',
  catalog,
  settings: z.object({
    PAYMENT_POLICY: z.enum(policyNames, `must be one of ${policyNames.join(', ')}`).default('description'),
    PAYMENT_RANDOM_SEED: z.string().default(() => randomUUID()),
    PAYMENT_EXPIRY_MS: millisecondsSetting(86_400_000),
  }),
  projections: [projectionOf(paymentStreams)],
  migrations: [Payments1764000200000],
  bind: ({ PAYMENT_POLICY, PAYMENT_RANDOM_SEED: seed, PAYMENT_EXPIRY_MS: expiry }) =>
    new ContainerModule(({ bind }) => {
      bind(PaymentRepository).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresPaymentRepository(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(PaymentQueries).toResolvedValue((database: Database) => new PostgresPaymentQueries(database), [Database]);
      bind(RequestPayment).toResolvedValue(
        (payments: PaymentRepository, clock: Clock) =>
          new RequestPayment(payments, clock, { policy: policies[PAYMENT_POLICY], seed, expiry }),
        [PaymentRepository, Clock],
      );
      bind(CancelPayment).toResolvedValue(
        (payments: PaymentRepository, ids: Ids, clock: Clock) => new CancelPayment(payments, ids, clock),
        [PaymentRepository, Ids, Clock],
      );
      bind(ExpirePayment).toResolvedValue(
        (payments: PaymentRepository, clock: Clock) => new ExpirePayment(payments, clock),
        [PaymentRepository, Clock],
      );
      bind(GetPayment).toResolvedValue((payments: PaymentQueries) => new GetPayment(payments), [PaymentQueries]);
      bind(ListPayments).toResolvedValue((payments: PaymentQueries) => new ListPayments(payments), [PaymentQueries]);
      bind(ServiceAdapters).toResolvedValue(
        (request: RequestPayment, cancel: CancelPayment, expire: ExpirePayment, get: GetPayment, list: ListPayments) => ({
          router: paymentRoutes(get, list),
          handlers: paymentSubscriptions(request, cancel),
          timers: paymentTimers(expire),
        }),
        [RequestPayment, CancelPayment, ExpirePayment, GetPayment, ListPayments],
      );
    }),
});
