import type { TimerResponse } from '@ordermill/contracts';
import { StatusBadge } from '../../../components/status-badge.js';
import { RelativeTime } from '../../../components/time.js';
import { numeral } from '../shared/numbers.js';
import classes from '../shared/table.module.css';
import { serviceTitle } from '../shared/words.js';
import { isParked, timerBadge } from './timer-state.js';

const Due = ({ timer }: { readonly timer: TimerResponse }) =>
  isParked(timer) ? 'not any more' : <RelativeTime value={timer.due} />;

export const TimerTable = ({ timers }: { readonly timers: readonly TimerResponse[] }) => (
  <table className={classes['table']}>
    <caption className={classes['caption']}>Timers, the soonest first</caption>
    <thead>
      <tr>
        <th scope="col">What will happen</th>
        <th scope="col">Service</th>
        <th scope="col">State</th>
        <th scope="col" className={classes['number']}>
          Failures
        </th>
        <th scope="col">Due</th>
      </tr>
    </thead>
    <tbody>
      {timers.map((timer) => (
        <tr key={`${timer.service} ${timer.key} ${timer.type}`}>
          <td className={classes['wide']}>
            <span className={`${classes['line']} ${classes['name']}`}>{timer.type}</span>
            <span className={`${classes['line']} ${classes['small']}`}>{timer.error ?? `of ${timer.subject}`}</span>
          </td>
          <td data-label="Service">{serviceTitle(timer.service)}</td>
          <td data-label="State">
            <StatusBadge badge={timerBadge(timer, Date.now())} />
          </td>
          <td data-label="Failures" className={classes['number']}>
            {numeral(timer.failures)}
          </td>
          <td data-label="Due" className={classes['when']}>
            <Due timer={timer} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
