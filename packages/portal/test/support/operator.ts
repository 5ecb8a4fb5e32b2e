import { randomUUID } from 'node:crypto';
import type { DeadLetterSummaryResponse, OrderResponse, Page, ProjectionResponse, TimerResponse } from '@ordermill/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { customerOf } from './customer.js';

const headers = { Authorization: 'Bearer thisisanadmintoken', 'Content-Type': 'application/json' };

export const addressOf = ({ id }: DeadLetterSummaryResponse): string => `/ops/dead-letters/${id.replace('.', '/')}`;

/** Does over the API what an operator's pages need done before they are looked at. */
export const operatorOf = (url: string) => {
  const call = async <Body>(path: string, body?: object): Promise<Body> => {
    const answer = await fetch(url + path, { headers, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const lettersOf = async (orderId: string) =>
    (await call<Page<DeadLetterSummaryResponse>>(`/api/ops/dead-letters?subject=${orderId}`)).data;
  return {
    lettersOf,
    projections: async () => (await call<Page<ProjectionResponse>>('/api/ops/projections')).data,
    rebuild: (name: string) => call<ProjectionResponse>(`/api/ops/projections/${name}/rebuild`, {}),
    /** Of an order, once it has one. */
    timerOf: async (orderId: string): Promise<TimerResponse> => {
      for (;;) {
        const { data } = await call<Page<TimerResponse>>('/api/ops/timers?limit=100');
        const timer = data.find(({ subject }) => subject === orderId);
        if (timer) return timer;
        await sleep(20);
      }
    },
    /** An order of 310.00 that is said to be paid with 300.00, which it refuses: a dead letter. */
    poison: async (
      description: string,
    ): Promise<{ readonly order: OrderResponse; readonly letter: DeadLetterSummaryResponse }> => {
      const order = await customerOf(url).place({ amount: '310.00', description, paymentMode: 'manual' });
      await call('/api/events', {
        specversion: '1.0',
        id: randomUUID(),
        source: '/till',
        type: 'payment.confirmed',
        subject: order.id,
        datacontenttype: 'application/json',
        data: {
          userId: order.userId,
          amount: '300.00',
          currency: 'EUR',
          decision: { policy: 'cash', reason: 'paid at the till', seed: null },
        },
      });
      for (;;) {
        const [letter] = await lettersOf(order.id);
        if (letter) return { order, letter };
        await sleep(20);
      }
    },
  };
};
