import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { orderKey, ordersKey } from '../api/orders.js';
import { vouchersKey } from '../api/vouchers.js';
import { signal } from './connection-store.js';
import { openOrderStream, type StreamedChange } from './order-stream.js';

const gatherMs = 150;

/** Keeps what is shown up to date while the page can be seen; a hidden page leaves its connection to others. */
export const useLiveOrders = (): void => {
  const client = useQueryClient();
  useEffect(() => {
    let changes: StreamedChange[] = [];
    let timer: number | undefined;
    let stream: { close: () => void } | undefined;

    const refresh = (...keys: (readonly string[])[]): void => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const flush = (): void => {
      const ids = new Set(changes.map(({ orderId }) => orderId));
      const vouchers = changes.some(({ type }) => type.startsWith('voucher.'));
      changes = [];
      refresh(ordersKey, ...Array.from(ids, orderKey), ...(vouchers ? [vouchersKey] : []));
    };
    const changed = (change: StreamedChange): void => {
      if (changes.push(change) === 1) timer = window.setTimeout(flush, gatherMs);
    };
    const close = (): void => {
      window.clearTimeout(timer);
      changes = [];
      stream?.close();
      stream = undefined;
    };
    const follow = (): void => {
      if (document.hidden) return close();
      stream ??= openOrderStream({
        changed,
        // What happened while nobody listened is asked for.
        signal: (happened) => {
          signal(happened);
          if (happened === 'opened') refresh(ordersKey, ['order'], vouchersKey);
        },
      });
    };

    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, [client]);
};
