import { Navigate, useSearchParams } from 'react-router';
import { useSession } from '../../api/session.js';
import { Logo } from '../../components/logo.js';
import { useDocumentTitle } from '@mantine/hooks';
import { AccountChoice } from './account-choice.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { returnPath } from './return-path.js';
import { SignInProblem } from './sign-in-problem.js';
import classes from './sign-in-page.module.css';

export const SignInPage = () => {
  const { mode, user, accounts = [] } = useSession();
  const [parameters] = useSearchParams();
  const returnTo = returnPath(parameters.get('returnTo'));
  useDocumentTitle('Sign in · Ordermill');
  if (user) return <Navigate replace to={returnTo} />;
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <Logo />
        <h1 className={classes['title']}>Sign in</h1>
        <p className={classes['text']}>
          {mode === 'static' ? 'Choose who you want to be.' : 'Your orders, payments and vouchers are waiting.'}
        </p>
        <SignInProblem problem={parameters.get('problem')} />
        {mode === 'static' ? <AccountChoice accounts={accounts} /> : <ProviderSignIn returnTo={returnTo} />}
        {mode === 'static' && (
          <p className={classes['development']}>
            <strong>Development mode.</strong> There are no passwords here: anybody can sign in as anybody.
          </p>
        )}
      </div>
    </main>
  );
};
