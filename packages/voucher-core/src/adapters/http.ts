import Router from '@koa/router';
import { voucherListQuery, type VoucherResponse } from '@ordermill/contracts';
import { DomainError } from '@ordermill/kernel';
import { parseBody, principalOf, type PrincipalState } from '@ordermill/service-kit';
import type { GetVoucher } from '../application/get-voucher.js';
import type { ListVouchers } from '../application/list-vouchers.js';
import type { Voucher } from '../domain/voucher.js';
import { voucherCodePattern } from './random-voucher-codes.js';

export const voucherRoutes = (get: GetVoucher, list: ListVouchers) => {
  const router = new Router<PrincipalState>({ prefix: '/api/vouchers' });

  router.get('/', async (ctx) => {
    const { data, nextCursor } = await list.execute({
      userId: principalOf(ctx).userId,
      query: parseBody(voucherListQuery, ctx.query),
    });
    ctx.body = { data: data.map(toResponse), nextCursor };
  });

  router.get('/:code', async (ctx) => {
    ctx.body = toResponse(await get.execute({ code: codeOf(ctx.params['code']), userId: principalOf(ctx).userId }));
  });

  return router;
};

const codeOf = (value = ''): string => {
  const code = value.toUpperCase();
  if (voucherCodePattern.test(code)) return code;
  const message = 'must be a voucher code, such as 7GKQ-M2XW-94TB';
  throw new DomainError('invalid', 'invalid_id', `code: ${message}`, { errors: [{ path: 'code', message }] });
};

/** A voucher as its owner sees it. */
const toResponse = ({ userId: _owner, version: _version, ...voucher }: Voucher): VoucherResponse => voucher;
