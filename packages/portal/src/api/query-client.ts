import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSessionEnded, isTransient, NetworkError } from './errors.js';
import { type Session, sessionKey } from './session.js';

const retries = 2;

/** `reached` and `unreachable` are told whenever a request got an answer, or none. */
export const createQueryClient = (reached: () => void, unreachable: () => void): QueryClient => {
  const failed = (error: Error): void => {
    if (error instanceof NetworkError) unreachable();
    else reached();
    if (isSessionEnded(error))
      client.setQueryData<Session>(sessionKey, (session) => (session ? { ...session, user: null } : session));
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: failed, onSuccess: reached }),
    mutationCache: new MutationCache({ onError: failed, onSuccess: reached }),
    defaultOptions: {
      queries: { retry: (count, error) => isTransient(error) && count < retries, staleTime: 2_000, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
};
