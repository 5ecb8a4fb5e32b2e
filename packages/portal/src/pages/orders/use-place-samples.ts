import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Intention } from '../../api/intention.js';
import { ordersKey, placeOrder } from '../../api/orders.js';
import { toast } from '../../components/toasts.js';
import { sampleOrders } from './sample-orders.js';

export const usePlaceSamples = () => {
  const client = useQueryClient();
  const [intentions] = useState(() => sampleOrders.map((order) => ({ order, intention: new Intention() })));
  return useMutation({
    mutationFn: async () => {
      for (const { order, intention } of intentions) await intention.carryOut(order, (key) => placeOrder(order, key));
    },
    onSuccess: () => toast(`${sampleOrders.length} sample orders were placed.`),
    onError: ({ message }) => toast(`Not all sample orders could be placed: ${message}`),
    onSettled: () => client.invalidateQueries({ queryKey: ordersKey }),
  });
};
