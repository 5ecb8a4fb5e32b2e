import type { QueueResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { StatusBadge } from '../../../components/status-badge.js';
import { numeral } from '../shared/numbers.js';
import classes from '../shared/table.module.css';
import { serviceTitle } from '../shared/words.js';
import { byService, queueBadge, type ServiceQueues } from './service-queues.js';

const Letters = ({ service, letters }: ServiceQueues) =>
  letters === 0 ? '0' : <Link to={`/ops/dead-letters?service=${service}`}>{numeral(letters)}</Link>;

export const QueueTable = ({ queues }: { readonly queues: readonly QueueResponse[] }) => (
  <table className={classes['table']}>
    <caption className={classes['caption']}>Queues, by service</caption>
    <thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col">State</th>
        <th scope="col" className={classes['number']}>
          Consumers
        </th>
        <th scope="col" className={classes['number']}>
          Waiting
        </th>
        <th scope="col" className={classes['number']}>
          To try again
        </th>
        <th scope="col" className={classes['number']}>
          Dead letters
        </th>
      </tr>
    </thead>
    <tbody>
      {byService(queues).map((own) => (
        <tr key={own.service}>
          <td className={classes['wide']}>
            <span className={`${classes['line']} ${classes['name']}`}>{serviceTitle(own.service)}</span>
            {own.queue !== undefined && <span className={`${classes['line']} ${classes['small']}`}>Queue {own.queue}</span>}
          </td>
          <td data-label="State">
            <StatusBadge badge={queueBadge(own)} />
          </td>
          <td data-label="Consumers" className={classes['number']}>
            {numeral(own.consumers)}
          </td>
          <td data-label="Waiting" className={classes['number']}>
            {numeral(own.waiting)}
          </td>
          <td data-label="To try again" className={classes['number']}>
            {numeral(own.retries)}
          </td>
          <td data-label="Dead letters" className={classes['number']}>
            <Letters {...own} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
