import type { OrderItem } from '@ordermill/contracts';
import { Money } from '../../components/money.js';
import { Panel } from '../../components/panel.js';
import { totalOf } from '../../format/money.js';
import classes from './order-items.module.css';

interface OrderItemsProps {
  readonly items: readonly OrderItem[];
  readonly currency: string;
}

export const OrderItems = ({ items, currency }: OrderItemsProps) => (
  <Panel title="Items">
    <ul className={classes['items']}>
      {items.map((item, index) => (
        <li key={`${item.name} ${index}`} className={classes['item']}>
          <span className={classes['name']}>{item.name}</span>
          <span className={classes['quantity']}>
            {item.quantity} × <Money amount={item.price} currency={currency} />
          </span>
          <strong>
            <Money amount={totalOf([item], currency) ?? item.price} currency={currency} />
          </strong>
        </li>
      ))}
    </ul>
  </Panel>
);
