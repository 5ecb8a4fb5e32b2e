import type { OrderStatus } from '@ordermill/contracts';
import { useSearchParams } from 'react-router';
import { orderStatuses } from '../../format/words.js';

export interface ChosenFilter {
  readonly status: OrderStatus | undefined;
  /** Days, as `2026-11-21`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const isStatus = (value: string | null): value is OrderStatus => value !== null && Object.hasOwn(orderStatuses, value);

const isDay = (value: string | null): value is string => value !== null && /^\d{4}-\d\d-\d\d$/.test(value);

/** The filter is in the address, so that it can be linked to and survives a reload. */
export const useOrderFilter = () => {
  const [parameters, setParameters] = useSearchParams();
  const [status, from, to] = [parameters.get('status'), parameters.get('from'), parameters.get('to')];
  const chosen: ChosenFilter = {
    status: isStatus(status) ? status : undefined,
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
  };
  const choose = (change: Partial<ChosenFilter>): void => {
    const entries = Object.entries({ ...chosen, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1]));
    setParameters(entries, { replace: true });
  };
  return { chosen, choose, isFiltered: Boolean(chosen.status ?? chosen.from ?? chosen.to) };
};
