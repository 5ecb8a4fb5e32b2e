import type { OrderHistory, OrderResponse, OrderStatus, Page, PlaceOrderBody } from '@ordermill/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Intention } from './intention.js';
import { request, withQuery } from './request.js';

export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly createdFrom?: string | undefined;
  readonly createdTo?: string | undefined;
}

export type OrderDraft = Partial<PlaceOrderBody> & Pick<PlaceOrderBody, 'currency' | 'paymentMode'>;

export const ordersKey = ['orders'] as const;
export const orderKey = (id: string) => ['order', id] as const;

export const ordersQuery = (filter: OrderFilter, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...ordersKey, filter, cursor],
    queryFn: ({ signal }) => request<Page<OrderResponse>>(withQuery('/api/orders', { ...filter, cursor }), { signal }),
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: orderKey(id),
    queryFn: ({ signal }) => request<OrderResponse>(`/api/orders/${encodeURIComponent(id)}`, { signal }),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: [...orderKey(id), 'history'],
    queryFn: ({ signal }) => request<OrderHistory>(`/api/orders/${encodeURIComponent(id)}/history`, { signal }),
  });

export const placeOrder = (body: OrderDraft, idempotencyKey: string): Promise<OrderResponse> =>
  request('/api/orders', { method: 'POST', body, idempotencyKey });

export const usePlaceOrder = () => {
  const client = useQueryClient();
  const [intention] = useState(() => new Intention());
  return useMutation({
    mutationFn: (body: OrderDraft) => intention.carryOut(body, (key) => placeOrder(body, key)),
    onSuccess: (order) => {
      client.setQueryData(orderKey(order.id), order);
      void client.invalidateQueries({ queryKey: ordersKey });
    },
  });
};

export const useCancelOrder = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<OrderResponse>(`/api/orders/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: (order) => client.setQueryData(orderKey(id), order),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: orderKey(id) });
      void client.invalidateQueries({ queryKey: ordersKey });
    },
  });
};
