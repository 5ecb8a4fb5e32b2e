/** Where a service keeps what it has received, one row a message; SQL names, of columns beside `source`, `id` and `tries`. */
export interface Receipts {
  readonly table: string;
  readonly handledAt: string;
  readonly eventTime: string;
}

export const inboxReceipts: Receipts = { table: 'eventing.inbox', handledAt: 'handled_at', eventTime: 'event_time' };
