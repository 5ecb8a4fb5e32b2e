import { Skeleton } from '@mantine/core';
import type { ReadyResponse } from '@ordermill/contracts';
import { useQuery } from '@tanstack/react-query';
import { readyQuery } from '../../../api/ops-status.js';
import { Panel } from '../../../components/panel.js';
import { StatusBadge } from '../../../components/status-badge.js';
import type { Badge } from '../../../format/words.js';
import { serviceTitle } from '../shared/words.js';
import classes from './ready-panel.module.css';

const overall: Readonly<Record<ReadyResponse['status'], Badge>> = {
  ready: { text: 'All ready', tone: 'good' },
  unavailable: { text: 'Not all ready', tone: 'bad' },
};

const Checks = ({ checks }: Pick<ReadyResponse, 'checks'>) => (
  <ul className={classes['checks']}>
    {Object.entries(checks).map(([name, found]) => (
      <li key={name} className={classes['check']} data-ready={found === 'ok'}>
        <span className={classes['name']}>{serviceTitle(name)}</span>
        <span className={classes['found']}>{found === 'ok' ? 'Ready' : serviceTitle(found)}</span>
      </li>
    ))}
  </ul>
);

/** Whether services, and what the gateway needs itself, can work. */
export const ReadyPanel = () => {
  const { data, error } = useQuery(readyQuery);
  return (
    <Panel title="Services" aside={<span role="status">{data && !error && <StatusBadge badge={overall[data.status]} />}</span>}>
      {error && (
        <p className={classes['error']} role="alert">
          It is not known whether they are ready. {error.message}
        </p>
      )}
      {!error &&
        (data ? <Checks checks={data.checks} /> : <Skeleton height={44} role="status" aria-label="Loading the services" />)}
    </Panel>
  );
};
