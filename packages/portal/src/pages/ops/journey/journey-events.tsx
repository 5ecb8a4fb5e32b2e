import type { JourneyEvent, JourneyResponse } from '@ordermill/contracts';
import { dateAndTime, timeOfDay } from '../../../format/dates.js';
import { Part } from '../shared/part.js';
import { serviceTitle } from '../shared/words.js';
import { DeliveryList } from './delivery-list.js';
import { afterwards } from './journey-words.js';
import classes from './journey-events.module.css';

const serviceOf = ({ source }: JourneyEvent): string => source.replace(/^\//, '');

export const JourneyEvents = ({ journey: { events, operations } }: { readonly journey: JourneyResponse }) => {
  const began = Date.parse(events[0]?.time ?? '');
  const typeOf = new Map(events.map(({ id, type }) => [id, type]));
  return (
    <Part title="Events and their deliveries">
      <ol className={classes['events']}>
        {events.map((event) => {
          const cause = event.causationId === null ? undefined : typeOf.get(event.causationId);
          return (
            <li key={`${event.source} ${event.id}`} className={classes['event']}>
              <div>
                <h3 className={classes['type']}>{event.type}</h3>
                <p className={classes['facts']}>
                  <time dateTime={event.time} title={dateAndTime(event.time)}>
                    {timeOfDay(event.time)}
                  </time>
                  <span>{afterwards(Date.parse(event.time) - began)}</span>
                  <span>
                    by {serviceTitle(serviceOf(event))}
                    {event.actor !== null && event.actor !== serviceOf(event) && ` for ${event.actor}`}
                  </span>
                  {cause !== undefined && <span>because of {cause}</span>}
                </p>
              </div>
              <DeliveryList event={event} operations={operations} />
            </li>
          );
        })}
      </ol>
    </Part>
  );
};
