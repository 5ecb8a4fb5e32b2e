import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderResponse, Page, PaymentResponse, VoucherResponse } from '@ordermill/contracts';

const settled = new Set(['delivered', 'cancelled']);

/** A user of the API at `url`. */
export const clientOf = (url: string, token = 'thisisajwttoken') => {
  const call = (path: string, options: RequestInit = {}) =>
    fetch(url + path, { ...options, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } });
  const get = async <Body>(path: string): Promise<Body> => {
    const answer = await call(path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return JSON.parse(await answer.text()) as Body;
  };
  const post = (body: unknown) =>
    call('/api/orders', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  const order = (id: string) => get<OrderResponse>(`/api/orders/${id}`);
  return {
    call,
    post,
    order,
    orders: () => get<Page<OrderResponse>>('/api/orders?limit=100'),
    payment: (id: string) => get<PaymentResponse>(`/api/payments/${id}`),
    place: async (body: unknown): Promise<OrderResponse> => {
      const answer = await post(body);
      if (answer.status !== 201) throw new Error(`the order was refused: ${await answer.text()}`);
      return JSON.parse(await answer.text()) as OrderResponse;
    },
    /** The order once its status is one of these; the end of its life by default. */
    reaching: async (id: string, statuses: ReadonlySet<string> = settled): Promise<OrderResponse> => {
      for (;;) {
        const current = await order(id);
        if (statuses.has(current.status)) return current;
        await sleep(10);
      }
    },
    vouchersOf: async (id: string): Promise<readonly VoucherResponse[]> => {
      const { data } = await get<Page<VoucherResponse>>('/api/vouchers?limit=100');
      return data.filter(({ orderId }) => orderId === id);
    },
  };
};

export type Client = ReturnType<typeof clientOf>;

/** Asks until the answer is as wanted. */
export const eventually = async <T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> => {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await sleep(10);
  }
};
