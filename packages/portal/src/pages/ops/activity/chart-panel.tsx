import { Skeleton } from '@mantine/core';
import type { ActivityResponse } from '@ordermill/contracts';
import { lazy, Suspense } from 'react';
import { Panel } from '../../../components/panel.js';
import { serviceTitle } from '../shared/words.js';
import { FiguresTable } from './figures-table.js';
import type { Measure } from './measures.js';
import { isEmpty, latestOf, lineOf, momentsOf } from './series.js';
import classes from './chart-panel.module.css';

const Lines = lazy(async () => ({ default: (await import('./lines.js')).Lines }));

interface ChartPanelProps {
  readonly measure: Measure;
  readonly activities: readonly ActivityResponse[];
}

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const preciseFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A measure as lines, as its latest figures, and as a table of all. */
export const ChartPanel = ({ measure, activities }: ChartPanelProps) => {
  const moments = momentsOf(measure, activities);
  const latest = activities.map((activity) => ({ service: activity.service, value: latestOf(measure, activity) }));
  const isPrecise = activities.some(({ stepSeconds }) => stepSeconds < 60);
  const timeOf = (at: string): string => (isPrecise ? preciseFormat : timeFormat).format(new Date(at));
  const services = activities.map(({ service }) => service);
  const text = (value: number | null | undefined): string => (typeof value === 'number' ? measure.format(value) : '–');
  return (
    <Panel title={measure.title}>
      <p className={classes['means']}>{measure.means}</p>
      <ul className={classes['latest']} aria-label={`${measure.title}, latest`}>
        {latest.map(({ service, value }) => (
          <li key={service} data-series={lineOf(service)}>
            <span>{serviceTitle(service)}</span> <strong>{text(value)}</strong>
          </li>
        ))}
      </ul>
      {isEmpty(moments) ? (
        <p className={classes['empty']}>Nothing was measured in this time.</p>
      ) : (
        <>
          <div className={classes['chart']} aria-hidden>
            <Suspense fallback={<Skeleton height={210} />}>
              <Lines moments={moments} services={services} timeOf={timeOf} format={measure.format} />
            </Suspense>
          </div>
          <FiguresTable title={measure.title} moments={moments} services={services} timeOf={timeOf} textOf={text} />
        </>
      )}
    </Panel>
  );
};
