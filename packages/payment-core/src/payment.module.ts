import { catalog } from '@ordermill/contracts';
import { Database, PostgresUnitOfWork, projectionOf } from '@ordermill/eventing';
import { Clock, Ids } from '@ordermill/kernel';
import { defineService, ServiceAdapters } from '@ordermill/service-kit';
import { ContainerModule } from 'inversify';
import { paymentRoutes } from './adapters/http.js';
import { internalEvents } from './adapters/internal-events.js';
import { SimulatedGateway1764000200001 } from './adapters/migrations/1764000200001-simulated-gateway.js';
import { SimulatedGateway } from './adapters/simulated-gateway.js';
import { Payments1764000200000 } from './adapters/migrations/1764000200000-payments.js';
import {
  paymentStreams,
  PostgresCreditRepository,
  PostgresPaymentQueries,
  PostgresPaymentRepository,
} from './adapters/postgres.js';
import { type PaymentServiceSettings, paymentSettings } from './adapters/settings.js';
import { stripeClient } from './adapters/stripe/stripe-client.js';
import { StripeGateway } from './adapters/stripe/stripe-gateway.js';
import { stripeWebhook } from './adapters/stripe/stripe-webhook.js';
import { paymentSubscriptions, paymentTimers } from './adapters/subscriptions.js';
import { CarryOutRefunds } from './application/carry-out-refunds.js';
import { PayByCard } from './application/pay-by-card.js';
import { PaymentGateway } from './application/payment-gateway.js';
import { RefundPayment } from './application/refund-payment.js';
import { ResolveAttempt } from './application/resolve-attempt.js';
import { CancelPayment } from './application/cancel-payment.js';
import { ExpirePayment } from './application/expire-payment.js';
import { GetPayment } from './application/get-payment.js';
import { ListPayments } from './application/list-payments.js';
import { FreeCredit } from './application/free-credit.js';
import { CreditRepository, PaymentQueries, PaymentRepository } from './application/ports.js';
import { NotePaidElsewhere } from './application/note-paid-elsewhere.js';
import { RequestPayment } from './application/request-payment.js';
import { policies } from './domain/policy.js';

export const paymentModule = defineService({
  name: 'payment',
  catalog: { ...catalog, ...internalEvents },
  settings: paymentSettings,
  projections: [projectionOf(paymentStreams)],
  migrations: [Payments1764000200000, SimulatedGateway1764000200001],
  orderStreams: ['payment'],
  bind: ({
    PAYMENT_POLICY,
    PAYMENT_RANDOM_SEED: seed,
    PAYMENT_EXPIRY_MS: expiry,
    CREDIT_LIMIT,
    STRIPE_WEBHOOK_SECRET: secret,
    ...processor
  }) =>
    new ContainerModule(({ bind }) => {
      const policy = PAYMENT_POLICY === 'credit-limit' ? { creditLimit: CREDIT_LIMIT } : policies[PAYMENT_POLICY];
      const stripe = stripeOf(processor);
      bind(PaymentRepository).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresPaymentRepository(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(CreditRepository).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresCreditRepository(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(FreeCredit).toResolvedValue(
        (credits: CreditRepository, clock: Clock) => new FreeCredit(credits, clock),
        [CreditRepository, Clock],
      );
      bind(PaymentQueries).toResolvedValue((database: Database) => new PostgresPaymentQueries(database), [Database]);
      bind(PaymentGateway).toResolvedValue(
        (database: Database, clock: Clock) =>
          stripe
            ? new StripeGateway(stripe, () => clock.now())
            : new SimulatedGateway({
                database,
                delayMs: processor.GATEWAY_DELAY_MS,
                failureRate: processor.GATEWAY_FAILURE_RATE,
                now: () => clock.now(),
              }),
        [Database, Clock],
      );
      bind(PayByCard).toResolvedValue(
        (payments: PaymentRepository, gateway: PaymentGateway, clock: Clock) => new PayByCard(payments, gateway, clock),
        [PaymentRepository, PaymentGateway, Clock],
      );
      bind(ResolveAttempt).toResolvedValue(
        (payments: PaymentRepository, gateway: PaymentGateway, clock: Clock) => new ResolveAttempt(payments, gateway, clock),
        [PaymentRepository, PaymentGateway, Clock],
      );
      bind(RefundPayment).toResolvedValue(
        (payments: PaymentRepository, ids: Ids, clock: Clock) => new RefundPayment(payments, ids, clock),
        [PaymentRepository, Ids, Clock],
      );
      bind(CarryOutRefunds).toResolvedValue(
        (payments: PaymentRepository, gateway: PaymentGateway, clock: Clock) => new CarryOutRefunds(payments, gateway, clock),
        [PaymentRepository, PaymentGateway, Clock],
      );
      bind(RequestPayment).toResolvedValue(
        (payments: PaymentRepository, credits: CreditRepository, clock: Clock) =>
          new RequestPayment(payments, credits, clock, { policy, seed, expiry }),
        [PaymentRepository, CreditRepository, Clock],
      );
      bind(CancelPayment).toResolvedValue(
        (payments: PaymentRepository, ids: Ids, clock: Clock) => new CancelPayment(payments, ids, clock),
        [PaymentRepository, Ids, Clock],
      );
      bind(NotePaidElsewhere).toResolvedValue(
        (payments: PaymentRepository, clock: Clock) => new NotePaidElsewhere(payments, clock),
        [PaymentRepository, Clock],
      );
      bind(ExpirePayment).toResolvedValue(
        (payments: PaymentRepository, clock: Clock) => new ExpirePayment(payments, clock),
        [PaymentRepository, Clock],
      );
      bind(GetPayment).toResolvedValue((payments: PaymentQueries) => new GetPayment(payments), [PaymentQueries]);
      bind(ListPayments).toResolvedValue((payments: PaymentQueries) => new ListPayments(payments), [PaymentQueries]);
      bind(ServiceAdapters).toResolvedValue(
        (
          request: RequestPayment,
          cancel: CancelPayment,
          free: FreeCredit,
          elsewhere: NotePaidElsewhere,
          expire: ExpirePayment,
          resolve: ResolveAttempt,
          carryOut: CarryOutRefunds,
          get: GetPayment,
          list: ListPayments,
          pay: PayByCard,
          refund: RefundPayment,
        ) => ({
          router: paymentRoutes(get, list, pay, refund),
          ...(stripe && secret !== undefined ? { openRouter: stripeWebhook(stripe, secret, resolve, carryOut) } : {}),
          handlers: paymentSubscriptions(request, cancel, free, elsewhere),
          timers: paymentTimers(expire, resolve, carryOut),
        }),
        [
          RequestPayment,
          CancelPayment,
          FreeCredit,
          NotePaidElsewhere,
          ExpirePayment,
          ResolveAttempt,
          CarryOutRefunds,
          GetPayment,
          ListPayments,
          PayByCard,
          RefundPayment,
        ],
      );
    }),
});

const milliseconds = { stripe: 10_000 };

const stripeOf = ({
  PAYMENT_GATEWAY,
  STRIPE_SECRET_KEY: secretKey,
  STRIPE_API_URL: url,
}: Pick<PaymentServiceSettings, 'PAYMENT_GATEWAY' | 'STRIPE_SECRET_KEY' | 'STRIPE_API_URL'>) =>
  PAYMENT_GATEWAY === 'stripe' && secretKey !== undefined
    ? stripeClient({ secretKey, url, timeoutMs: milliseconds.stripe })
    : undefined;
