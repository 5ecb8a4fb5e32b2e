import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { request } from './request.js';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: 'admin' | null;
}

/** `accounts`: the users that anybody may sign in as, in development only. */
export interface Session {
  readonly mode: 'static' | 'oidc';
  readonly user: User | null;
  readonly accounts?: readonly Pick<User, 'name' | 'role'>[];
}

export const sessionKey = ['session'] as const;

const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => request<Session>('/auth/session', { signal }),
  staleTime: Infinity,
});

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Of the pages behind the sign-in. */
export const useUser = (): User => {
  const { user } = useSession();
  if (!user) throw new Error('nobody is signed in');
  return user;
};

/** Signs in as one of the accounts. */
export const useSignIn = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => request('/auth/sign-in', { method: 'POST', body: { name } }),
    onSuccess: () => client.query({ ...sessionQuery, staleTime: 0 }),
  });
};

export const useSignOut = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<{ readonly redirect: string } | undefined>('/auth/sign-out', { method: 'POST' }),
    onSuccess: (answer) => {
      if (answer) return window.location.assign(answer.redirect);
      client.setQueryData<Session>(sessionKey, (session) => (session ? { ...session, user: null } : session));
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
};

/** Where the provider's sign-in begins. */
export const providerSignIn = (returnTo: string): string => `/auth/sign-in?${new URLSearchParams({ returnTo }).toString()}`;
