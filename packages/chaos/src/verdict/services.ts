import type { Catalog, Projection } from '@ordermill/eventing';
import { orderModule } from '@ordermill/order-core';
import { paymentModule } from '@ordermill/payment-core';
import { voucherModule } from '@ordermill/voucher-core';

/** The types of what each service has stated about one order, oldest first. */
export interface Story {
  readonly order: readonly string[];
  readonly payment: readonly string[];
  readonly voucher: readonly string[];
}

/** What there is to know of a service from outside of its process. */
export interface Module {
  readonly name: keyof Story;
  readonly catalog: Catalog;
  readonly projections: readonly Projection[];
}

/** Those that state something of their own. */
export const modules: readonly Module[] = [
  { ...orderModule, name: 'order' },
  { ...paymentModule, name: 'payment' },
  { ...voucherModule, name: 'voucher' },
];
