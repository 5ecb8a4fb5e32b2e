export * from './api/fields.js';
export * from './api/ops.js';
export * from './api/order.js';
export * from './api/payment.js';
export * from './api/problem.js';
export * from './api/voucher.js';
export * from './events/catalog.js';
export * from './events/definition.js';
export type { OrderItem, PaymentMode } from './events/order.js';
