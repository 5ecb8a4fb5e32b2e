import { signInBody } from '@ordermill/contracts';
import { invalidField } from '@ordermill/kernel';
import { readBody, requestBody, type StaticAuth } from '@ordermill/service-kit';
import type { BeginSession } from './begin-session.js';
import type { SignInMethod } from './sign-in-method.js';

/** Signs in as whom one names: for development. */
export const staticSignIn = ({ tokens }: StaticAuth, begin: BeginSession): SignInMethod => {
  const accounts = tokens.map(({ token, principal: { userId, roles } }) => ({
    token,
    name: userId,
    role: roles.includes('admin') ? ('admin' as const) : null,
  }));
  const accountOf = (name: string) => accounts.find((account) => account.name === name);
  return {
    mode: 'static',
    accounts: accounts.map(({ name, role }) => ({ name, role })),
    route: (router) =>
      void router.post('/sign-in', readBody, async (ctx) => {
        const account = accountOf(requestBody(signInBody, ctx).name);
        if (!account) throw invalidField('name', `must be one of ${accounts.map(({ name }) => name).join(', ')}`);
        const { name, role } = account;
        await begin(ctx, { userId: name, name, role, tokens: null, expiresAt: null });
        ctx.status = 204;
      }),
    credentialOf: (_id, { userId }) => Promise.resolve(accountOf(userId)?.token),
    signOut: () => Promise.resolve(undefined),
  };
};
