import { showMoney } from '../format/money.js';
import classes from './money.module.css';

interface MoneyProps {
  readonly amount: string;
  readonly currency: string;
}

export const Money = ({ amount, currency }: MoneyProps) => (
  <span className={classes['money']}>{showMoney(amount, currency)}</span>
);
