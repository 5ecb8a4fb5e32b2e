import type { OrderResponse } from '@ordermill/contracts';

export type SortColumn = 'createdAt' | 'amount' | 'status';

export interface Sort {
  readonly column: SortColumn;
  readonly direction: 'ascending' | 'descending';
}

export const newestFirst: Sort = { column: 'createdAt', direction: 'descending' };

const steps = ['created', 'confirmed', 'sent', 'delivered', 'cancelled'];

/** Amounts of one currency stay together: across currencies they cannot be compared. */
const compare: Readonly<Record<SortColumn, (a: OrderResponse, b: OrderResponse) => number>> = {
  createdAt: (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt),
  amount: (a, b) => a.currency.localeCompare(b.currency) || Number(a.amount) - Number(b.amount),
  status: (a, b) => steps.indexOf(a.status) - steps.indexOf(b.status),
};

export const sortOrders = (orders: readonly OrderResponse[], { column, direction }: Sort): OrderResponse[] =>
  [...orders].sort((a, b) => compare[column](a, b) * (direction === 'ascending' ? 1 : -1));

/** A column that is chosen again turns round. */
export const chooseColumn = (current: Sort, column: SortColumn): Sort => {
  if (current.column !== column) return { column, direction: column === 'status' ? 'ascending' : 'descending' };
  return { column, direction: current.direction === 'ascending' ? 'descending' : 'ascending' };
};
