import { z } from 'zod';
import { voucherCodeParam, voucherListQuery, voucherPage, voucherResponse } from '../voucher.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const voucherOperations = {
  listVouchers: defineOperation({
    method: 'get',
    path: '/api/vouchers',
    tag: 'Vouchers',
    summary: 'List your vouchers, newest first',
    access: 'user',
    query: voucherListQuery,
    answers: { 200: { description: 'A page.', body: voucherPage } },
    examples: {
      newest: { summary: 'The newest', leadsTo: 200 },
      usable: { summary: 'Those that can be used', query: { status: 'issued' }, leadsTo: 200 },
    },
  }),

  getVoucher: defineOperation({
    method: 'get',
    path: '/api/vouchers/{code}',
    tag: 'Vouchers',
    summary: 'Get a voucher',
    access: 'user',
    params: z.object({ code: voucherCodeParam }),
    answers: { 200: { description: 'The voucher.', body: voucherResponse } },
    problems: ['voucher_not_found'],
    examples: {
      yours: { summary: 'One of yours', params: { code: exampleIds.voucherCode }, leadsTo: 200 },
      unknown: { summary: 'Unknown', params: { code: exampleIds.unknownVoucherCode }, leadsTo: 'voucher_not_found' },
      malformed: { summary: 'Not a code', params: { code: 'nonsense' }, leadsTo: 'invalid_id' },
    },
  }),
} as const;
