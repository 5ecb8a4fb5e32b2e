import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Heard } from '../../../api/ops-shared.js';
import { StatusBadge } from '../../../components/status-badge.js';
import type { Badge } from '../../../format/words.js';
import type { Summary } from './summaries.js';
import classes from './summary-card.module.css';

interface SummaryCardProps<Data extends Heard> {
  readonly title: string;
  readonly to: string;
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error'>;
  readonly summarize: (data: Data) => Summary;
}

const unknown: Badge = { text: 'Not known', tone: 'bad' };
const partial: Badge = { text: 'In part', tone: 'waiting' };

/** A bad state is said before that it is not the whole. */
const badgeOf = ({ badge }: Summary, { unavailable }: Heard): Badge =>
  badge.tone === 'bad' || unavailable.length === 0 ? badge : partial;

export const SummaryCard = <Data extends Heard>({ title, to, query: { data, error }, summarize }: SummaryCardProps<Data>) => {
  const summary = data && !error ? summarize(data) : undefined;
  const badge = error ? unknown : data && summary && badgeOf(summary, data);
  return (
    <li className={classes['card']}>
      <div className={classes['head']}>
        <h2 className={classes['title']}>
          <Link to={to}>{title}</Link>
        </h2>
        {badge && <StatusBadge badge={badge} />}
      </div>
      {summary && (
        <>
          <p className={classes['figure']}>{summary.figure}</p>
          <p className={classes['line']}>{summary.line}</p>
        </>
      )}
      {error && <p className={classes['line']}>{error.message}</p>}
      {!data && !error && <Skeleton height={56} role="status" aria-label={`Loading ${title.toLowerCase()}`} />}
    </li>
  );
};
