import { once } from 'node:events';

/** Settles as `work` does, or rejects with an AbortError as soon as the process is asked to stop. */
export const unlessStopping = async <T>(work: Promise<T>, stopping: AbortSignal): Promise<T> => {
  const settled = new AbortController();
  const aborted = async (): Promise<never> => {
    if (!stopping.aborted) await once(stopping, 'abort', { signal: settled.signal });
    throw stopping.reason;
  };
  try {
    return await Promise.race([work, aborted()]);
  } finally {
    settled.abort();
  }
};

/** Resolves when the process is asked to stop. */
export const whenStopping = async (stopping: AbortSignal): Promise<void> => {
  if (!stopping.aborted) await once(stopping, 'abort');
};
