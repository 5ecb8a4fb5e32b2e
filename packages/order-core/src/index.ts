export type { OrderQueries, OrderRepository } from './application/ports.js';
export { decide, type Order, type OrderCommand, type OrderEvent, type OrderState } from './domain/order.js';
export { orderModule } from './order.module.js';
