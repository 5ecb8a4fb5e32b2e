import type { Page, VoucherResponse, VoucherStatus } from '@ordermill/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request, withQuery } from './request.js';

export const vouchersKey = ['vouchers'] as const;

export const vouchersQuery = (status: VoucherStatus | undefined, cursor?: string) =>
  queryOptions({
    queryKey: [...vouchersKey, status, cursor],
    queryFn: ({ signal }) => request<Page<VoucherResponse>>(withQuery('/api/vouchers', { status, cursor }), { signal }),
  });

/** What could be redeemed now: the newest hundred are more than a list to choose from needs. */
export const redeemableQuery = queryOptions({
  queryKey: [...vouchersKey, 'redeemable'],
  queryFn: ({ signal }) =>
    request<Page<VoucherResponse>>(withQuery('/api/vouchers', { status: 'issued', limit: '100' }), { signal }),
});
