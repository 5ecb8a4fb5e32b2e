import type { DeadLetterSummaryResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { StatusBadge } from '../../../components/status-badge.js';
import { RelativeTime } from '../../../components/time.js';
import classes from '../shared/table.module.css';
import { letterAddress } from './letter-address.js';
import { reasonBadge, serviceTitle } from '../shared/words.js';

export const LetterTable = ({ letters }: { readonly letters: readonly DeadLetterSummaryResponse[] }) => (
  <table className={classes['table']}>
    <caption className={classes['caption']}>Dead letters, the newest first</caption>
    <thead>
      <tr>
        <th scope="col">Event</th>
        <th scope="col">Service</th>
        <th scope="col">Reason</th>
        <th scope="col" className={classes['number']}>
          Tries
        </th>
        <th scope="col">Failed</th>
      </tr>
    </thead>
    <tbody>
      {letters.map(({ id, service, type, reason, error, tries, failedAt }) => (
        <tr key={id}>
          <td className={classes['wide']}>
            <Link to={letterAddress(id)} data-row className={classes['line']}>
              {type ?? 'Not an event'}
            </Link>
            <span className={`${classes['line']} ${classes['small']}`} title={error}>
              {error}
            </span>
          </td>
          <td data-label="Service">{serviceTitle(service)}</td>
          <td data-label="Reason">
            <StatusBadge badge={reasonBadge(reason)} />
          </td>
          <td data-label="Tries" className={classes['number']}>
            {tries}
          </td>
          <td data-label="Failed" className={classes['when']}>
            <RelativeTime value={failedAt} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
