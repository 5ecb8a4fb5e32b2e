import { catalog } from '@ordermill/contracts';
import { Database, PostgresUnitOfWork, projectionOf } from '@ordermill/eventing';
import { Clock, Ids } from '@ordermill/kernel';
import { defineService, millisecondsSetting, ServiceAdapters } from '@ordermill/service-kit';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { orderRoutes } from './adapters/http.js';
import { LiveUpdates } from './adapters/live/live-updates.js';
import { Orders1764000100000 } from './adapters/migrations/1764000100000-orders.js';
import { orderStreams, PostgresOrderQueries, PostgresOrderRepository } from './adapters/postgres.js';
import { PostgresTimeline } from './adapters/postgres-timeline.js';
import { orderSubscriptions, orderTimers } from './adapters/subscriptions.js';
import { CancelOrder } from './application/cancel-order.js';
import { ConfirmOrder } from './application/confirm-order.js';
import { DiscountOrder } from './application/discount-order.js';
import { DeliverOrder } from './application/deliver-order.js';
import { GetHistory } from './application/get-history.js';
import { GetOrder } from './application/get-order.js';
import { ListOrders } from './application/list-orders.js';
import { PlaceOrder } from './application/place-order.js';
import { OrderQueries, OrderRepository, Timeline } from './application/ports.js';
import { SendOrder } from './application/send-order.js';

export const orderModule = defineService({
  name: 'order',
  catalog,
  settings: z.object({ DISPATCH_DELAY_MS: millisecondsSetting(1_000), DELIVERY_DELAY_MS: millisecondsSetting(2_000) }),
  projections: [projectionOf(orderStreams)],
  migrations: [Orders1764000100000],
  orderStreams: ['order', 'timeline'],
  bind: ({ DISPATCH_DELAY_MS: dispatch, DELIVERY_DELAY_MS: delivery }) =>
    new ContainerModule(({ bind }) => {
      bind(OrderRepository).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresOrderRepository(unitOfWork, { dispatch, delivery }),
        [PostgresUnitOfWork],
      );
      bind(OrderQueries).toResolvedValue((database: Database) => new PostgresOrderQueries(database), [Database]);
      bind(PostgresTimeline).toResolvedValue(
        (unitOfWork: PostgresUnitOfWork) => new PostgresTimeline(unitOfWork),
        [PostgresUnitOfWork],
      );
      bind(Timeline).toService(PostgresTimeline);
      bind(PlaceOrder).toResolvedValue(
        (orders: OrderRepository, ids: Ids, clock: Clock) => new PlaceOrder(orders, ids, clock),
        [OrderRepository, Ids, Clock],
      );
      bind(ConfirmOrder).toResolvedValue(
        (orders: OrderRepository, clock: Clock) => new ConfirmOrder(orders, clock),
        [OrderRepository, Clock],
      );
      bind(SendOrder).toResolvedValue(
        (orders: OrderRepository, clock: Clock) => new SendOrder(orders, clock),
        [OrderRepository, Clock],
      );
      bind(DeliverOrder).toResolvedValue(
        (orders: OrderRepository, clock: Clock) => new DeliverOrder(orders, clock),
        [OrderRepository, Clock],
      );
      bind(CancelOrder).toResolvedValue(
        (orders: OrderRepository, clock: Clock) => new CancelOrder(orders, clock),
        [OrderRepository, Clock],
      );
      bind(DiscountOrder).toResolvedValue(
        (orders: OrderRepository, clock: Clock) => new DiscountOrder(orders, clock),
        [OrderRepository, Clock],
      );
      bind(GetOrder).toResolvedValue((orders: OrderQueries) => new GetOrder(orders), [OrderQueries]);
      bind(GetHistory).toResolvedValue(
        (get: GetOrder, timeline: Timeline) => new GetHistory(get, timeline),
        [GetOrder, Timeline],
      );
      bind(ListOrders).toResolvedValue((orders: OrderQueries) => new ListOrders(orders), [OrderQueries]);
      bind(LiveUpdates).toResolvedValue((unitOfWork: PostgresUnitOfWork) => new LiveUpdates(unitOfWork), [PostgresUnitOfWork]);
      bind(ServiceAdapters).toResolvedValue(
        (
          place: PlaceOrder,
          confirm: ConfirmOrder,
          send: SendOrder,
          deliver: DeliverOrder,
          cancel: CancelOrder,
          discount: DiscountOrder,
          get: GetOrder,
          list: ListOrders,
          history: GetHistory,
          timeline: PostgresTimeline,
          live: LiveUpdates,
        ) => ({
          router: orderRoutes(place, cancel, send, get, list, history, live),
          handlers: orderSubscriptions(timeline, confirm, cancel, discount),
          timers: orderTimers(send, deliver),
          background: live,
        }),
        [
          PlaceOrder,
          ConfirmOrder,
          SendOrder,
          DeliverOrder,
          CancelOrder,
          DiscountOrder,
          GetOrder,
          ListOrders,
          GetHistory,
          PostgresTimeline,
          LiveUpdates,
        ],
      );
    }),
});
