import type { DeadLetterSummaryResponse, TimerResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { dateAndTime } from '../../../format/dates.js';
import { letterAddress } from '../letters/letter-address.js';
import { Part } from '../shared/part.js';
import { serviceTitle } from '../shared/words.js';
import { isParked } from '../timers/timer-state.js';
import classes from './journey-events.module.css';

/** Nothing where there is none: that is how it should be. */
export const JourneyLetters = ({ letters }: { readonly letters: readonly DeadLetterSummaryResponse[] }) =>
  letters.length > 0 && (
    <Part title="Dead letters">
      <ul className={classes['list']}>
        {letters.map(({ id, service, type, error, failedAt }) => (
          <li key={id}>
            <Link to={letterAddress(id)}>{type ?? 'No event'}</Link>
            <span className={classes['detail']}>
              {serviceTitle(service)}, {dateAndTime(failedAt)}
            </span>
            <span className={classes['error']}>{error}</span>
          </li>
        ))}
      </ul>
    </Part>
  );

export const JourneyTimers = ({ timers }: { readonly timers: readonly TimerResponse[] }) =>
  timers.length > 0 && (
    <Part title="Timers that wait">
      <ul className={classes['list']}>
        {timers.map(({ service, key, type, due, failures, error }) => (
          <li key={`${service} ${key}`}>
            <strong>{type}</strong>
            <span className={classes['detail']}>
              {serviceTitle(service)}, {isParked({ due }) ? 'parked' : `due ${dateAndTime(due)}`}
              {failures > 0 && `, failed ${failures}×`}
            </span>
            {error !== null && <span className={classes['error']}>{error}</span>}
          </li>
        ))}
      </ul>
    </Part>
  );
