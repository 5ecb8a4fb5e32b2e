import { UnstyledButton } from '@mantine/core';
import { Icon } from '../../components/icons.js';
import classes from './sort-header.module.css';
import type { Sort, SortColumn } from './sort-orders.js';

interface SortHeaderProps {
  readonly column: SortColumn;
  readonly sort: Sort;
  readonly onSort: (column: SortColumn) => void;
  readonly align?: 'start' | 'end';
  readonly children: string;
}

export const SortHeader = ({ column, sort, onSort, align = 'start', children }: SortHeaderProps) => {
  const isSorted = sort.column === column;
  return (
    <th scope="col" aria-sort={isSorted ? sort.direction : 'none'} className={classes['header']} data-align={align}>
      <UnstyledButton className={classes['button'] ?? ''} onClick={() => onSort(column)}>
        {children}
        <span className={classes['arrow']} data-shown={isSorted}>
          <Icon name={isSorted && sort.direction === 'ascending' ? 'up' : 'down'} size={14} />
        </span>
      </UnstyledButton>
    </th>
  );
};
