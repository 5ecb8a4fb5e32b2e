import type { DeadLetterResponse } from '@ordermill/contracts';
import { Link } from 'react-router';
import { CopyIcon } from '../../../components/copy-button.js';
import { Icon } from '../../../components/icons.js';
import { PageHeader } from '../../../components/page-header.js';
import { Panel } from '../../../components/panel.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { RelativeTime } from '../../../components/time.js';
import { reasonBadge, reasons, serviceTitle } from '../shared/words.js';
import { LetterActions } from './letter-actions.js';
import { LetterFacts } from './letter-facts.js';
import classes from './letter-details.module.css';

/** The event laid out, or the body as it came. */
const bodyText = ({ event, body }: DeadLetterResponse): string => (event === null ? body : JSON.stringify(event, null, 2));

const bodyTitle = ({ event, bodyEncoding }: DeadLetterResponse): string => {
  if (event !== null) return 'Event';
  return bodyEncoding === 'base64' ? 'Body, in Base64' : 'Body';
};

const Code = ({ label, children }: { readonly label: string; readonly children: string }) => (
  <pre className={classes['code']} tabIndex={0} role="region" aria-label={label}>
    {children}
  </pre>
);

export const LetterDetails = ({ letter }: { readonly letter: DeadLetterResponse }) => (
  <>
    <PageHeader
      title={letter.type ?? 'Not an event'}
      above={
        <Link to="/ops/dead-letters" className={classes['back']}>
          <Icon name="left" size={16} />
          Dead letters
        </Link>
      }
      aside={<StatusBadge badge={reasonBadge(letter.reason)} />}
      below={
        <>
          <span>
            {serviceTitle(letter.service)} gave up on it <RelativeTime value={letter.failedAt} />
          </span>
          <CopyIcon value={letter.id} what="letter id" />
        </>
      }
      actions={<LetterActions letter={letter} />}
    />
    <div className={classes['columns']}>
      <div className={classes['column']}>
        <Panel title="Error">
          <p className={classes['error']}>{letter.error}</p>
          {reasons[letter.reason] && <p className={classes['advice']}>{reasons[letter.reason]?.advice}</p>}
          {letter.stack && (
            <details className={classes['stack']}>
              <summary>Stack trace</summary>
              <Code label="Stack trace">{letter.stack}</Code>
            </details>
          )}
        </Panel>
        <Panel title={bodyTitle(letter)} aside={<CopyIcon value={letter.body} what="body" />}>
          <Code label={`${bodyTitle(letter)}, in full`}>{bodyText(letter)}</Code>
        </Panel>
      </div>
      <LetterFacts letter={letter} />
    </div>
  </>
);
