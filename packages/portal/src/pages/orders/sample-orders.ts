import type { OrderDraft } from '../../api/orders.js';

const item = (name: string, price: string, quantity = 1) => ({ name, price, quantity });

const eur = { currency: 'EUR', paymentMode: 'auto' } as const;

/** One of each kind that there is to see: paid, declined, by card, with items, in other currencies, with a voucher to earn. */
export const sampleOrders: readonly OrderDraft[] = [
  { ...eur, amount: '42.50', description: 'test kitchen: coffee beans, 2 kg' },
  { ...eur, amount: '129.00', description: 'test kitchen: espresso grinder' },
  { ...eur, amount: '18.90', description: 'xxxl aprons' },
  {
    ...eur,
    description: 'test kitchen: breakfast for the team',
    items: [item('Croissant', '2.10', 12), item('Orange juice', '3.80', 4)],
  },
  { currency: 'JPY', paymentMode: 'auto', amount: '12800', description: 'test kitchen: kettle' },
  { currency: 'USD', paymentMode: 'auto', amount: '64.20', description: 'test kitchen: pour-over set' },
  { ...eur, paymentMode: 'manual', amount: '310.00', description: 'Barista course for two' },
  { ...eur, paymentMode: 'manual', description: 'Cups and saucers', items: [item('Cup', '8.40', 6), item('Saucer', '4.20', 6)] },
];
