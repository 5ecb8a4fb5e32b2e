import type { OrderResponse, OrderStatus, Page, VoucherResponse } from '@ordermill/contracts';
import { setTimeout as sleep } from 'node:timers/promises';

/** Does over the API what a test needs done before a page is looked at. */
export const customerOf = (url: string, token = 'thisisajwttoken') => {
  const call = async <Body>(path: string, init: RequestInit = {}): Promise<Body> => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(url + path, { ...init, headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const until = async <Body>(path: string, wanted: (body: Body) => boolean): Promise<Body> => {
    for (;;) {
      const body = await call<Body>(path);
      if (wanted(body)) return body;
      await sleep(20);
    }
  };
  return {
    place: (order: object) => call<OrderResponse>('/api/orders', { method: 'POST', body: JSON.stringify(order) }),
    reaching: (id: string, status: OrderStatus) => until<OrderResponse>(`/api/orders/${id}`, (order) => order.status === status),
    voucherOf: async (orderId: string): Promise<VoucherResponse> => {
      const isHis = (voucher: VoucherResponse): boolean => voucher.orderId === orderId;
      const { data } = await until<Page<VoucherResponse>>('/api/vouchers?limit=100', (page) => page.data.some(isHis));
      const voucher = data.find(isHis);
      if (!voucher) throw new Error('no voucher');
      return voucher;
    },
  };
};
