import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ordersKey, placeOrder } from '../../api/orders.js';
import { toast } from '../../components/toasts.js';
import { sampleOrders } from './sample-orders.js';

export interface Samples {
  readonly missing: number;
  /** Why not all were placed. */
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly place: () => void;
}

// The same in every tab and after a reload: nobody has a sample order twice.
const keyOf = (index: number): string => `sample-order-${index}`;

/** Places the sample orders that are missing, each of them once however often it is tried. */
export const usePlaceSamples = (): Samples => {
  const client = useQueryClient();
  const [placed, setPlaced] = useState(0);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      for (const [index, order] of sampleOrders.entries()) {
        if (index < placed) continue;
        await placeOrder(order, keyOf(index));
        setPlaced(index + 1);
      }
    },
    onSuccess: () => toast(`${sampleOrders.length} sample orders were placed.`),
    onSettled: () => client.invalidateQueries({ queryKey: ordersKey }),
  });
  return { missing: sampleOrders.length - placed, error, isPending, place: () => mutate() };
};
