export { PaymentQueries, PaymentRepository } from './application/ports.js';
export { evolve } from './domain/evolve.js';
export { decide, type Payment, type PaymentCommand, type PaymentEvent, type PaymentState } from './domain/payment.js';
export { policies, type PaymentPolicy, type Verdict } from './domain/policy.js';
export { paymentModule } from './payment.module.js';
