import { Group, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useFirstFocus } from '../../components/use-first-focus.js';
import { currencyOptions } from '../../format/currencies.js';
import classes from './amount-fields.module.css';
import type { OrderForm } from './order-form.js';

export const AmountFields = ({ form }: { readonly form: OrderForm }) => {
  const first = useFirstFocus();
  const currencies = useMemo(currencyOptions, []);
  return (
    <Group align="flex-start" grow wrap="nowrap">
      {form.values.kind === 'amount' && (
        <TextInput
          className={classes['amount'] ?? ''}
          label="Amount"
          placeholder="0.00"
          inputMode="decimal"
          autoComplete="off"
          required
          data-autofocus
          ref={first}
          {...form.getInputProps('amount')}
        />
      )}
      <Select
        label="Currency"
        data={currencies}
        searchable
        allowDeselect={false}
        maxDropdownHeight={240}
        nothingFoundMessage="No such currency"
        {...form.getInputProps('currency')}
        onChange={(currency: string | null) => form.setValues({ currency: currency ?? 'EUR', voucherCode: null })}
      />
    </Group>
  );
};
