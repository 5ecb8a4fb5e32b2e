import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { OrderStatus } from '@ordermill/contracts';
import { orderStatuses } from '../../format/words.js';
import classes from './order-filters.module.css';
import { useOrderFilter } from './use-order-filter.js';

const statuses = [
  { value: '', label: 'Any' },
  ...Object.entries(orderStatuses).map(([value, { text }]) => ({ value, label: text })),
];

export const OrderFilters = () => {
  const { chosen, choose, isFiltered } = useOrderFilter();
  return (
    <search className={classes['filters']}>
      <NativeSelect
        className={classes['status'] ?? ''}
        label="Status"
        data={statuses}
        value={chosen.status ?? ''}
        onChange={({ currentTarget }) => choose({ status: currentTarget.value as OrderStatus })}
      />
      <TextInput
        className={classes['day'] ?? ''}
        type="date"
        label="From"
        max={chosen.to}
        value={chosen.from ?? ''}
        onChange={({ currentTarget }) => choose({ from: currentTarget.value })}
      />
      <TextInput
        className={classes['day'] ?? ''}
        type="date"
        label="To"
        min={chosen.from}
        value={chosen.to ?? ''}
        onChange={({ currentTarget }) => choose({ to: currentTarget.value })}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => choose({ status: undefined, from: undefined, to: undefined })}>
          Clear
        </Button>
      )}
    </search>
  );
};
