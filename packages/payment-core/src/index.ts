export { PaymentGateway } from './application/payment-gateway.js';
export { PaymentQueries, PaymentRepository } from './application/ports.js';
export { evolve } from './domain/evolve.js';
export type { PaymentEvent } from './domain/events.js';
export { decide, type PaymentCommand } from './domain/payment.js';
export { policies, type PaymentPolicy, type Verdict } from './domain/policy.js';
export type { Payment, PaymentState } from './domain/state.js';
export { paymentModule } from './payment.module.js';
