import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { Icon } from '../../components/icons.js';
import classes from './item-fields.module.css';
import { emptyLine, type OrderForm } from './order-form.js';

const mostLines = 1_000;

export const ItemFields = ({ form }: { readonly form: OrderForm }) => {
  const { items } = form.values;
  return (
    <fieldset className={classes['items']}>
      <legend className={classes['legend']}>Items</legend>
      {items.map(({ key }, index) => (
        <div key={key} className={classes['line']} role="group" aria-label={`Item ${index + 1}`}>
          <TextInput
            className={classes['name'] ?? ''}
            label="Name"
            required
            maxLength={200}
            {...form.getInputProps(`items.${index}.name`)}
          />
          <TextInput
            label="Price"
            placeholder="0.00"
            inputMode="decimal"
            required
            {...form.getInputProps(`items.${index}.price`)}
          />
          <NumberInput
            label="Quantity"
            min={1}
            max={1_000_000}
            allowDecimal={false}
            allowNegative={false}
            {...form.getInputProps(`items.${index}.quantity`)}
          />
          <ActionIcon
            className={classes['remove'] ?? ''}
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove item ${index + 1}`}
            disabled={items.length === 1}
            onClick={() => form.removeListItem('items', index)}
          >
            <Icon name="trash" />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<Icon name="plus" size={15} />}
        disabled={items.length >= mostLines}
        onClick={() => form.insertListItem('items', emptyLine())}
      >
        Add item
      </Button>
    </fieldset>
  );
};
