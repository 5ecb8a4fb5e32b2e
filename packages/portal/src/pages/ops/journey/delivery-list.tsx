import type { JourneyEvent, JourneyResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { StatusBadge } from '../../../components/status-badge.js';
import { dateAndTime } from '../../../format/dates.js';
import { letterAddress } from '../letters/letter-address.js';
import { serviceTitle } from '../shared/words.js';
import { deliveryBadge, deliveryDetail } from './journey-words.js';
import classes from './journey-events.module.css';

const done = { redrive: 'Redriven', edit: 'Edited and redriven', discard: 'Discarded' } as const;

interface DeliveryListProps {
  readonly event: JourneyEvent;
  readonly operations: JourneyResponse['operations'];
}

/** Where an event went, and what became of it there. */
export const DeliveryList = ({ event, operations }: DeliveryListProps) => {
  if (event.internal) return <p className={classes['internal']}>Stays in the log of its service.</p>;
  return (
    <ul className={classes['deliveries']} aria-label={`Deliveries of ${event.type}`}>
      {event.deliveries.map((delivery) => (
        <li key={delivery.service} className={classes['delivery']}>
          <span className={classes['service']}>{serviceTitle(delivery.service)}</span>
          <StatusBadge badge={deliveryBadge(delivery)} />
          <span className={classes['detail']}>
            {deliveryDetail(delivery)}{' '}
            {delivery.deadLetterId !== null && <Link to={letterAddress(delivery.deadLetterId)}>Open</Link>}
          </span>
          {operations
            .filter(({ service, eventId }) => service === delivery.service && eventId === event.id)
            .map(({ id, action, actor, at }) => (
              <span key={id} className={classes['operation']}>
                {done[action]} by {actor}, {dateAndTime(at)}
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
};
