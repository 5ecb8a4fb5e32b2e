import { type Catalog, type CloudEvent, type Handlers, UuidIds } from '@ordermill/eventing';
import { InMemoryStreams } from '@ordermill/eventing/testing';
import { Clock, Ids, SystemClock } from '@ordermill/kernel';
import * as orders from '@ordermill/order-core';
import * as payments from '@ordermill/payment-core';
import { ServiceAdapters, type ServiceModule } from '@ordermill/service-kit';
import * as vouchers from '@ordermill/voucher-core';
import { Container } from 'inversify';

interface Delivery {
  readonly handlers: Handlers;
  readonly event: CloudEvent<never>;
}

type Token = abstract new () => unknown;

/** The three cores on streams in memory, and a network whose order of delivery is the test's to choose. */
export class Mill {
  readonly pending: Delivery[] = [];
  readonly orders;
  readonly payments;
  readonly vouchers;
  readonly redemptions;
  private readonly codes = new Map<string, string>();
  private readonly services: { readonly name: string; readonly handlers: Handlers; readonly catalog: Catalog }[] = [];
  private readonly orderContainer;

  constructor(env: Record<string, string> = {}) {
    const delays = { dispatch: 0, delivery: 0 };
    this.orders = new InMemoryStreams<orders.OrderState, orders.OrderEvent>(undefined, orders.evolve, (id, events) => {
      for (const event of events) {
        this.publish('order', id, event);
        const { next } = orders.fulfilmentAfter(event, delays);
        if (next)
          this.pending.push({ handlers: order.timers, event: cloudEvent(id, { type: `order.${next.step}-due`, data: {} }) });
      }
    });
    this.payments = new InMemoryStreams<payments.PaymentState, payments.PaymentEvent>(
      undefined,
      payments.evolve,
      (id, events) => {
        for (const event of events) this.publish('payment', id, event);
      },
    );
    this.vouchers = new InMemoryStreams<vouchers.VoucherState, vouchers.VoucherEvent>(
      undefined,
      vouchers.evolve,
      (id, events) => {
        for (const event of events) {
          this.publish('voucher', id, event);
          if (event.type === 'voucher.issued') this.codes.set(event.data.code, id);
        }
      },
    );
    this.redemptions = new InMemoryStreams<vouchers.RedemptionState, vouchers.RedemptionEvent>(
      undefined,
      vouchers.evolveRedemption,
      (id, events) => {
        for (const event of events) this.publish('voucher', id, event);
      },
    );
    const queries = { findByCode: (code: string) => Promise.resolve(this.voucherOf(code)) };
    this.orderContainer = this.compose(orders.orderModule, env, new Map([[orders.OrderRepository, this.orders]]));
    this.compose(
      payments.paymentModule,
      env,
      new Map<Token, unknown>([
        [payments.PaymentRepository, this.payments],
        [payments.CreditRepository, new InMemoryStreams<payments.Credit, payments.CreditEvent>(undefined, payments.evolveCredit)],
      ]),
    );
    this.compose(
      vouchers.voucherModule,
      env,
      new Map<Token, unknown>([
        [vouchers.VoucherRepository, this.vouchers],
        [vouchers.RedemptionRepository, this.redemptions],
        [vouchers.VoucherQueries, queries],
      ]),
    );
    const order = this.orderContainer.get(ServiceAdapters);
  }

  place(amount: string, description: string, voucherCode: string | null = null): Promise<orders.Order> {
    const body = { amount, description, currency: 'EUR', paymentMode: 'auto' as const, voucherCode };
    return this.orderContainer.get(orders.PlaceOrder).execute({ ...body, userId: 'ada' });
  }

  cancel(orderId: string): Promise<orders.Order> {
    return this.orderContainer.get(orders.CancelOrder).execute({ orderId, requestedBy: 'ada', reason: 'cancelled_by_user' });
  }

  voucherOf(code: string): vouchers.Voucher | undefined {
    const voucher = this.vouchers.state(this.codes.get(code) ?? '');
    return voucher === 'withheld' ? undefined : voucher;
  }

  /** Delivers one of the pending messages; with `again`, it stays pending and will be delivered once more. */
  async deliver(index: number, again: boolean): Promise<void> {
    const delivery = this.pending[index];
    if (!delivery) return;
    if (!again) this.pending.splice(index, 1);
    await delivery.handlers[delivery.event.type]?.(delivery.event);
  }

  private compose<Settings>(
    module: ServiceModule<Settings>,
    env: Record<string, string>,
    fakes: ReadonlyMap<Token, unknown>,
  ): Container {
    const container = new Container({ defaultScope: 'Singleton' });
    container.bind(Clock).toConstantValue(new SystemClock());
    container.bind(Ids).toConstantValue(new UuidIds());
    container.load(module.bind(module.settings.parse(env)));
    this.rebindOutside(container);
    // What only shows orders has nothing to show here.
    if (container.isBound(orders.PostgresTimeline))
      container.rebind<unknown>(orders.PostgresTimeline).toConstantValue({ record: () => Promise.resolve() });
    if (container.isBound(orders.LiveUpdates)) container.rebind<unknown>(orders.LiveUpdates).toConstantValue({});
    for (const [Port, fake] of fakes) container.rebind<unknown>(Port).toConstantValue(fake);
    const { handlers } = container.get(ServiceAdapters);
    this.services.push({ name: module.name, handlers, catalog: module.catalog });
    return container;
  }

  private rebindOutside(container: Container): void {
    for (const Queries of [orders.OrderQueries, payments.PaymentQueries, payments.PaymentGateway, vouchers.VoucherQueries])
      if (container.isBound(Queries)) container.rebind<unknown>(Queries).toConstantValue({});
  }

  private publish(source: string, id: string, event: { readonly type: string; readonly data: object }): void {
    for (const { name, handlers, catalog } of this.services)
      if (catalog[event.type]?.consumers.includes(name)) this.pending.push({ handlers, event: cloudEvent(id, event, source) });
  }
}

const cloudEvent = (
  subject: string,
  { type, data }: { readonly type: string; readonly data: object },
  source = 'timer',
): CloudEvent<never> => ({
  specversion: '1.0',
  id: `${type}-${subject}`,
  source: `/${source}`,
  type,
  subject,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  dataschema: '',
  data: data as never,
  correlationid: subject,
  sequence: '1',
});
