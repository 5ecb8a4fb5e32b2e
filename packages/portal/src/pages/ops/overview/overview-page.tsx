import { useQuery } from '@tanstack/react-query';
import { projectionsQuery } from '../../../api/ops-projections.js';
import { queuesQuery, relaysQuery, timersQuery } from '../../../api/ops-status.js';
import { PageHeader } from '../../../components/page-header.js';
import { ReadyPanel } from './ready-panel.js';
import { SummaryCard } from './summary-card.js';
import { ofLetters, ofProjections, ofQueues, ofRelays, ofTimers } from './summaries.js';
import classes from './overview-page.module.css';

export const OverviewPage = () => {
  const queues = useQuery(queuesQuery);
  const relays = useQuery(relaysQuery);
  const timers = useQuery(timersQuery());
  const projections = useQuery(projectionsQuery);
  return (
    <>
      <PageHeader title="Operations" below="How Ordermill is doing, every few seconds." />
      <ReadyPanel />
      <ul className={classes['cards']}>
        <SummaryCard title="Dead letters" to="/ops/dead-letters" query={queues} summarize={ofLetters} />
        <SummaryCard title="Queues" to="/ops/queues" query={queues} summarize={ofQueues} />
        <SummaryCard title="Relays" to="/ops/queues" query={relays} summarize={ofRelays} />
        <SummaryCard title="Timers" to="/ops/timers" query={timers} summarize={ofTimers} />
        <SummaryCard title="Projections" to="/ops/projections" query={projections} summarize={ofProjections} />
      </ul>
    </>
  );
};
