export { PaymentGateway } from './application/payment-gateway.js';
export { CreditRepository, PaymentQueries, PaymentRepository } from './application/ports.js';
export { type Credit, type CreditEvent, evolveCredit } from './domain/credit.js';
export type { PaymentEvent } from './domain/events.js';
export { evolve } from './domain/evolve.js';
export { decide, type PaymentCommand } from './domain/payment.js';
export { policies, type PaymentPolicy, type Verdict } from './domain/policy.js';
export type { Payment, PaymentState } from './domain/state.js';
export { paymentModule } from './payment.module.js';
