export { OrderQueries, OrderRepository } from './application/ports.js';
export { fulfilmentAfter } from './domain/fulfilment.js';
export { evolve } from './domain/evolve.js';
export { decide, type Order, type OrderCommand, type OrderEvent, type OrderState } from './domain/order.js';
export { LiveUpdates } from './adapters/live/live-updates.js';
export { PostgresTimeline } from './adapters/postgres-timeline.js';
export { orderModule } from './order.module.js';
export { PlaceOrder } from './application/place-order.js';
export { CancelOrder } from './application/cancel-order.js';
