import type { ProjectionResponse } from '@ordermill/contracts';
import { isUnderWay, type Rebuild } from '../../../api/ops-projections.js';
import { RelativeTime } from '../../../components/time.js';
import classes from './rebuild-state.module.css';
import { percentOf, progressText, resultText } from './rebuild-words.js';

const Progress = ({ rebuild, view }: { readonly rebuild: Rebuild; readonly view: string }) => (
  <>
    <div className={classes['line']}>
      <progress className={classes['bar']} max={100} value={percentOf(rebuild)} aria-label={`Rebuild of ${view}`} />
      <span className={classes['percent']}>{percentOf(rebuild)} %</span>
    </div>
    <p className={classes['small']}>{progressText(rebuild)}</p>
  </>
);

const outcomes: Readonly<Partial<Record<Rebuild['status'], string>>> = {
  done: 'Rebuilt',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const Ended = ({ rebuild }: { readonly rebuild: Rebuild }) => (
  <>
    <p>
      {outcomes[rebuild.status]} <RelativeTime value={rebuild.finishedAt ?? rebuild.requestedAt} />, asked for by{' '}
      {rebuild.requestedBy}
    </p>
    {rebuild.error === null ? (
      <p className={classes['small']}>{resultText(rebuild)}</p>
    ) : (
      <p className={classes['error']}>{rebuild.error}</p>
    )}
  </>
);

export const RebuildState = ({ projection }: { readonly projection: ProjectionResponse }) => {
  const { rebuild, view } = projection;
  if (!rebuild) return <p>It is as it grew, event by event.</p>;
  return isUnderWay(projection) ? <Progress rebuild={rebuild} view={view} /> : <Ended rebuild={rebuild} />;
};
