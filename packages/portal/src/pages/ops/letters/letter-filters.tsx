import { Button, NativeSelect } from '@mantine/core';
import { SettledInput } from '../shared/settled-input.js';
import { reasons, serviceChoices } from '../shared/words.js';
import classes from './letter-filters.module.css';
import { useLetterFilter } from './use-letter-filter.js';

const any = 'Any';
const reasonChoices = [
  { value: '', label: any },
  ...Object.entries(reasons).map(([value, { badge }]) => ({ value, label: badge.text })),
];

export const LetterFilters = () => {
  const { filter, choose, clear, isFiltered } = useLetterFilter();
  return (
    <search className={classes['filters']}>
      <NativeSelect
        label="Service"
        data={serviceChoices(any)}
        value={filter.service ?? ''}
        onChange={({ currentTarget }) => choose({ service: currentTarget.value })}
      />
      <NativeSelect
        label="Reason"
        data={reasonChoices}
        value={filter.reason ?? ''}
        onChange={({ currentTarget }) => choose({ reason: currentTarget.value })}
      />
      <SettledInput
        label="Type"
        placeholder="payment.confirmed"
        maxLength={255}
        value={filter.type ?? ''}
        onSettle={(type) => choose({ type })}
      />
      <SettledInput
        label="Subject"
        placeholder="An order’s id"
        maxLength={255}
        value={filter.subject ?? ''}
        onSettle={(subject) => choose({ subject })}
      />
      <SettledInput
        label="Error contains"
        placeholder="timeout"
        maxLength={500}
        value={filter.error ?? ''}
        onSettle={(error) => choose({ error })}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
    </search>
  );
};
