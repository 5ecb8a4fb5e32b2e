import type { TimerTotals } from '@ordermill/contracts';
import { StatusBadge } from '../../../components/status-badge.js';
import { RelativeTime } from '../../../components/time.js';
import { numeral } from '../shared/numbers.js';
import classes from '../shared/table.module.css';
import { serviceTitle } from '../shared/words.js';
import { totalsBadge } from './timer-state.js';

const columns = { waiting: 'Waiting', overdue: 'Overdue', failing: 'Failing' } as const;
const counts = Object.entries(columns) as readonly [keyof typeof columns, string][];

export const TotalsTable = ({ totals }: { readonly totals: readonly TimerTotals[] }) => (
  <table className={classes['table']}>
    <caption className={classes['caption']}>Timers, by service</caption>
    <thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col">State</th>
        {counts.map(([name, title]) => (
          <th key={name} scope="col" className={classes['number']}>
            {title}
          </th>
        ))}
        <th scope="col">Next due</th>
      </tr>
    </thead>
    <tbody>
      {totals.map((own) => (
        <tr key={own.service}>
          <td className={classes['name']}>{serviceTitle(own.service)}</td>
          <td data-label="State">
            <StatusBadge badge={totalsBadge(own)} />
          </td>
          {counts.map(([name, title]) => (
            <td key={name} data-label={title} className={classes['number']}>
              {numeral(own[name])}
            </td>
          ))}
          <td data-label="Next due" className={classes['when']}>
            {own.nextDue === null ? '–' : <RelativeTime value={own.nextDue} />}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
