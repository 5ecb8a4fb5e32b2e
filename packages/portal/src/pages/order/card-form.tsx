import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ApiProblem } from '../../api/errors.js';
import { usePayByCard } from '../../api/payments.js';
import { useSession } from '../../api/session.js';
import { useFirstFocus } from '../../components/use-first-focus.js';
import {
  type CardFields,
  cardProblems,
  declineText,
  formatCardNumber,
  formatExpiry,
  formatSecurityCode,
} from '../../format/card.js';
import { showMoney } from '../../format/money.js';
import classes from './card-form.module.css';

interface CardFormProps {
  readonly orderId: string;
  readonly due: string;
  readonly currency: string;
  readonly onPaid: () => void;
}

const prefix = 'creditCardDetails.';

const fieldErrors = ({ fields }: ApiProblem): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([path, message]) => [path.replace(prefix, ''), message]));

const Failure = ({ error }: { readonly error: Error }) => {
  const decline = error instanceof ApiProblem ? declineText(error.code) : undefined;
  return (
    <Alert color="red" role="alert" title={decline ? 'The card was not charged' : 'The payment did not go through'}>
      {decline ?? error.message}
    </Alert>
  );
};

export const CardForm = ({ orderId, due, currency, onPaid }: CardFormProps) => {
  const first = useFirstFocus();
  const { mode } = useSession();
  const { mutate: pay, isPending, error } = usePayByCard(orderId);
  const form = useForm<CardFields>({ initialValues: { number: '', expiry: '', cvt: '' }, validate: cardProblems });

  const field = (name: keyof CardFields, format: (text: string) => string) => ({
    ...form.getInputProps(name),
    inputMode: 'numeric' as const,
    required: true,
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      form.setFieldValue(name, format(currentTarget.value)),
  });

  const submit = (card: CardFields): void =>
    pay(card, {
      onSuccess: onPaid,
      onError: (problem) => problem instanceof ApiProblem && form.setErrors(fieldErrors(problem)),
    });

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        <TextInput
          label="Card number"
          placeholder="1234 5678 9012 3456"
          autoComplete="cc-number"
          data-autofocus
          ref={first}
          {...field('number', formatCardNumber)}
        />
        <div className={classes['pair']}>
          <TextInput label="Expiry" placeholder="MM/YY" autoComplete="cc-exp" {...field('expiry', formatExpiry)} />
          <TextInput label="Security code" placeholder="CVC" autoComplete="cc-csc" {...field('cvt', formatSecurityCode)} />
        </div>
        {error && <Failure error={error} />}
        <Button type="submit" size="md" loading={isPending} fullWidth>
          {error ? 'Try again: pay' : 'Pay'} {showMoney(due, currency)}
        </Button>
        {mode === 'static' && (
          <p className={classes['hint']}>
            Test cards: <code>4242 4242 4242 4242</code> pays, <code>4000 0000 0000 0002</code> is declined; any date ahead, any
            code.
          </p>
        )}
      </Stack>
    </form>
  );
};
