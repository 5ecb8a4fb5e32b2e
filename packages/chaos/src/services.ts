export const serviceNames = ['order', 'payment', 'voucher'] as const;
export type ServiceName = (typeof serviceNames)[number];
