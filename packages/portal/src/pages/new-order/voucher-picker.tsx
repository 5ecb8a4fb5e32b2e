import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { redeemableQuery } from '../../api/vouchers.js';
import { dateOnly } from '../../format/dates.js';
import { showMoney } from '../../format/money.js';
import type { OrderForm } from './order-form.js';

/** The vouchers that the order can take. */
export const VoucherPicker = ({ form }: { readonly form: OrderForm }) => {
  const { data, isPending, error } = useQuery(redeemableQuery);
  const { currency } = form.values;
  const usable = (data?.data ?? []).filter(
    (voucher) => voucher.currency === currency && Date.parse(voucher.expiresAt) > Date.now(),
  );
  const placeholder = (): string => {
    if (isPending) return 'Loading your vouchers…';
    if (error) return 'Your vouchers could not be loaded';
    return usable.length > 0 ? 'None' : `You have no voucher in ${currency}`;
  };
  return (
    <Select
      label="Voucher"
      placeholder={placeholder()}
      data={usable.map(({ code, amount, expiresAt }) => ({
        value: code,
        label: `${showMoney(amount, currency)} off · ${code} · until ${dateOnly(expiresAt)}`,
      }))}
      disabled={usable.length === 0}
      clearable
      clearButtonProps={{ 'aria-label': 'Use no voucher' }}
      {...form.getInputProps('voucherCode')}
    />
  );
};
