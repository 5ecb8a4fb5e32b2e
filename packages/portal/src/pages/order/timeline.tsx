import type { HistoryEntry } from '@ordermill/contracts';
import { dateAndTime, timeOfDay } from '../../format/dates.js';
import { detailsOf, serviceOf, titleOf } from './happening.js';
import classes from './timeline.module.css';

export const Timeline = ({ entries }: { readonly entries: readonly HistoryEntry[] }) => (
  <ol className={classes['timeline']}>
    {entries.map((entry) => {
      const details = detailsOf(entry);
      return (
        <li key={entry.id} className={classes['entry']} data-service={serviceOf(entry)}>
          <div className={classes['words']}>
            <p className={classes['title']}>{titleOf(entry)}</p>
            {details.length > 0 && <p className={classes['detail']}>{details.join(' · ')}</p>}
          </div>
          <p className={classes['when']}>
            <time dateTime={entry.time} title={dateAndTime(entry.time)}>
              {timeOfDay(entry.time)}
            </time>
            <span>{serviceOf(entry)}</span>
          </p>
        </li>
      );
    })}
  </ol>
);
