import type { DeadLetterResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { Panel } from '../../../components/panel.js';
import { dateAndTime } from '../../../format/dates.js';
import { Fact, Facts } from '../shared/facts.js';
import { serviceTitle } from '../shared/words.js';

export const LetterFacts = ({ letter }: { readonly letter: DeadLetterResponse }) => (
  <Panel title="Delivery">
    <Facts>
      <Fact label="Service">{serviceTitle(letter.service)}</Fact>
      <Fact label="Tries">{letter.tries}</Fact>
      <Fact label="First failed">
        <time dateTime={letter.firstFailedAt}>{dateAndTime(letter.firstFailedAt)}</time>
      </Fact>
      <Fact label="Set aside">
        <time dateTime={letter.failedAt}>{dateAndTime(letter.failedAt)}</time>
      </Fact>
      {letter.subject !== null && (
        <Fact label="Subject">
          <Link to={`/ops/journeys/${encodeURIComponent(letter.subject)}`}>{letter.subject}</Link>
        </Fact>
      )}
      {letter.eventId !== null && <Fact label="Event id">{letter.eventId}</Fact>}
      <Fact label="Letter id">{letter.id}</Fact>
    </Facts>
  </Panel>
);
