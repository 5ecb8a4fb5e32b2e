import type { RelayResponse } from '@ordermill/contracts';
import { StatusBadge } from '../../../components/status-badge.js';
import { duration, numeral } from '../shared/numbers.js';
import classes from '../shared/table.module.css';
import { serviceTitle } from '../shared/words.js';
import { relayBadge } from './relay-badge.js';

/** No relay counts further. */
const mostCounted = 10_000;

const pendingText = (pending: number): string => `${numeral(pending)}${pending >= mostCounted ? '+' : ''}`;

export const RelayTable = ({ relays }: { readonly relays: readonly RelayResponse[] }) => (
  <table className={classes['table']}>
    <caption className={classes['caption']}>Relays, by service</caption>
    <thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col">State</th>
        <th scope="col">Replica that answered</th>
        <th scope="col" className={classes['number']}>
          To publish
        </th>
        <th scope="col" className={classes['number']}>
          Behind by
        </th>
      </tr>
    </thead>
    <tbody>
      {relays.map((relay) => (
        <tr key={relay.service}>
          <td className={classes['name']}>{serviceTitle(relay.service)}</td>
          <td data-label="State">
            <StatusBadge badge={relayBadge(relay)} />
          </td>
          <td data-label="Replica that answered">{relay.leading ? 'Publishes' : 'Stands by'}</td>
          <td data-label="To publish" className={classes['number']}>
            {pendingText(relay.pending)}
          </td>
          <td data-label="Behind by" className={classes['number']}>
            {duration(relay.lagSeconds)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
