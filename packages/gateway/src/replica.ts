import type { Readiness } from '@ordermill/service-kit';

/** `answering` is a replica that can be reached and says that it is not ready: it may serve all the same. */
export type ReplicaState = 'ready' | 'answering' | 'away';

export const stateOf = async (url: string): Promise<ReplicaState> => {
  try {
    const answer = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(1_500) });
    await answer.body?.cancel();
    return answer.ok ? 'ready' : 'answering';
  } catch {
    return 'away';
  }
};

export const readinessOf = async (urls: readonly string[]): Promise<Readiness> => {
  const states = await Promise.all(urls.map(stateOf));
  const ok = states.includes('ready');
  return { ok, checks: { replicas: ok ? 'ok' : 'none ready' } };
};
