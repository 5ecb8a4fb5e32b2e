import { Alert, Button, Group, Radio, SegmentedControl, Stack, Textarea } from '@mantine/core';
import type { OrderResponse } from '@ordermill/contracts';
import { ApiProblem } from '../../api/errors.js';
import { usePlaceOrder } from '../../api/orders.js';
import { useSession } from '../../api/session.js';
import { DialogFooter } from '../../components/dialog-footer.js';
import { AmountFields } from './amount-fields.js';
import { ItemFields } from './item-fields.js';
import classes from './new-order-form.module.css';
import { draftOf, type OrderFormValues, useOrderForm } from './order-form.js';
import { OrderTotal } from './order-total.js';
import { VoucherPicker } from './voucher-picker.js';

const forDevelopers =
  'Development: unless PAYMENT_POLICY is set, paid automatically when it begins with “test”, declined with “xxx”; otherwise a coin decides.';

interface NewOrderFormProps {
  readonly onPlaced: (order: OrderResponse) => void;
  readonly onCancel: () => void;
}

export const NewOrderForm = ({ onPlaced, onCancel }: NewOrderFormProps) => {
  const form = useOrderForm();
  const { mutate: place, isPending, error } = usePlaceOrder();
  const { kind } = form.values;
  const { mode } = useSession();

  const submit = (values: OrderFormValues): void =>
    place(draftOf(values), {
      onSuccess: onPlaced,
      onError: (problem) => problem instanceof ApiProblem && form.setErrors(problem.fields),
    });

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        <SegmentedControl
          aria-label="How to price the order"
          fullWidth
          data={[
            { value: 'amount', label: 'One amount' },
            { value: 'items', label: 'Line items' },
          ]}
          value={kind}
          onChange={(value) => form.setFieldValue('kind', value)}
        />
        <AmountFields form={form} />
        {kind === 'items' && <ItemFields form={form} />}
        <Textarea
          label="Description"
          placeholder="What is it for?"
          description={mode === 'static' && forDevelopers}
          autosize
          minRows={2}
          maxRows={5}
          {...form.getInputProps('description')}
        />
        <VoucherPicker form={form} />
        <Radio.Group label="Payment" {...form.getInputProps('paymentMode')}>
          <div className={classes['payment']}>
            <Radio value="auto" label="Pay automatically" description="Charged as soon as it is placed" />
            <Radio value="manual" label="Pay by card" description="Enter your card in the next step" />
          </div>
        </Radio.Group>
        {error && (
          <Alert color="red" title="The order was not placed" role="alert">
            {error.message}
          </Alert>
        )}
        <DialogFooter>
          <OrderTotal values={form.values} />
          <Group gap="sm">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending}>
              Place order
            </Button>
          </Group>
        </DialogFooter>
      </Stack>
    </form>
  );
};
