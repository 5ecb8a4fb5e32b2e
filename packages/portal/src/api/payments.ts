import type { PaymentResponse } from '@ordermill/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isNotFound } from './errors.js';
import { Intention } from './intention.js';
import { orderKey, ordersKey } from './orders.js';
import { request } from './request.js';

export interface CardDetails {
  readonly number: string;
  readonly expiry: string;
  readonly cvt: string;
}

/** Null until the payment has been asked for. */
export const paymentQuery = (orderId: string) =>
  queryOptions({
    queryKey: [...orderKey(orderId), 'payment'],
    queryFn: ({ signal }): Promise<PaymentResponse | null> =>
      request<PaymentResponse>(`/api/payments/${encodeURIComponent(orderId)}`, { signal }).catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      }),
  });

export const usePayByCard = (orderId: string) => {
  const client = useQueryClient();
  const [intention] = useState(() => new Intention());
  return useMutation({
    mutationFn: (creditCardDetails: CardDetails) =>
      intention.carryOut({ creditCardDetails }, (idempotencyKey) =>
        request<PaymentResponse>(`/api/payments/pay/${encodeURIComponent(orderId)}`, {
          method: 'POST',
          body: { creditCardDetails },
          idempotencyKey,
        }),
      ),
    // What was sent would stay in the cache with the number of the card.
    gcTime: 0,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: orderKey(orderId) });
      void client.invalidateQueries({ queryKey: ordersKey });
    },
  });
};
