import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** What the client knows of a request after it: a status, with the order where there is one, or that the answer was lost. */
export type Answer = { readonly status: number; readonly id?: string; readonly text: string } | undefined;

export interface Client {
  readonly place: (body: unknown) => Promise<Answer>;
  readonly cancel: (id: string) => Promise<Answer>;
}

const timeoutMs = 15_000;
const order = z.object({ id: z.uuid() });

const idIn = (text: string): { readonly id?: string } => {
  try {
    const parsed = order.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
};

/** A user of the API who never asks twice by itself. */
export const clientOf = (url: string, token: string): Client => {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    try {
      const answer = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await answer.text();
      return { status: answer.status, text, ...idIn(text) };
    } catch {
      return undefined;
    }
  };
  return {
    place: (body) => call('POST', '/api/orders', body),
    cancel: (id) => call('DELETE', `/api/orders/${id}`),
  };
};

/** False where nothing can be said of what happened: no answer, or a 5xx, behind which a service may have died with the request in its hand. */
export const isKnown = (answer: Answer): answer is NonNullable<Answer> => answer !== undefined && answer.status < 500;

/** Before another try; all clients together must not storm a service that is coming back. */
export const pauseBetweenTries = (attempt: number, signal: AbortSignal): Promise<void> =>
  sleep(Math.min(100 * 2 ** attempt, 5_000) * (0.5 + Math.random()), undefined, { signal });
