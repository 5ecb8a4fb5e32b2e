import { Alert, Loader, UnstyledButton } from '@mantine/core';
import { type User, useSignIn } from '../../api/session.js';
import { Icon } from '../../components/icons.js';
import classes from './account-choice.module.css';

interface AccountChoiceProps {
  readonly accounts: readonly Pick<User, 'name' | 'role'>[];
}

export const AccountChoice = ({ accounts }: AccountChoiceProps) => {
  const { mutate: signIn, isPending, variables, error } = useSignIn();
  return (
    <>
      <ul className={classes['accounts']}>
        {accounts.map(({ name, role }) => (
          <li key={name}>
            <UnstyledButton className={classes['account'] ?? ''} disabled={isPending} onClick={() => signIn(name)}>
              <span className={classes['avatar']} aria-hidden="true">
                {name.charAt(0).toUpperCase()}
              </span>
              <span className={classes['words']}>
                <span className={classes['name']}>Continue as {name}</span>
                <span className={classes['role']}>{role === 'admin' ? 'Administrator' : 'Customer'}</span>
              </span>
              {isPending && variables === name ? <Loader size={18} /> : <Icon name="right" />}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {error && (
        <Alert color="red" mt="md" title="Signing in did not work">
          {error.message}
        </Alert>
      )}
    </>
  );
};
