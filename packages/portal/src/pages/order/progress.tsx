import type { OrderStatus } from '@ordermill/contracts';
import { Icon } from '../../components/icons.js';
import { orderStatuses } from '../../format/words.js';
import classes from './progress.module.css';

const steps = ['created', 'confirmed', 'sent', 'delivered'] as const;

interface ProgressProps {
  readonly status: OrderStatus;
  /** Why it was cancelled. */
  readonly explanation: string | undefined;
}

const stateOf = (index: number, reached: number): 'done' | 'current' | 'ahead' => {
  if (index < reached || reached === steps.length - 1) return 'done';
  return index === reached ? 'current' : 'ahead';
};

/** How far an order has come. */
export const Progress = ({ status, explanation }: ProgressProps) => {
  if (status === 'cancelled')
    return (
      <p className={classes['cancelled']}>
        <Icon name="close" />
        <span>
          <strong>This order was cancelled.</strong> {explanation}
        </span>
      </p>
    );
  const reached = steps.indexOf(status);
  return (
    <ol className={classes['steps']} aria-label="Progress">
      {steps.map((step, index) => {
        const state = stateOf(index, reached);
        return (
          <li key={step} className={classes['step']} data-state={state} aria-current={index === reached ? 'step' : undefined}>
            <span className={classes['mark']}>{state === 'done' && <Icon name="check" size={14} />}</span>
            {orderStatuses[step].text}
          </li>
        );
      })}
    </ol>
  );
};
