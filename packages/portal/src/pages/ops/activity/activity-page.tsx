import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { activityQuery } from '../../../api/ops-activity.js';
import { PageHeader } from '../../../components/page-header.js';
import { Loaded } from '../shared/loaded.js';
import { ChartPanel } from './chart-panel.js';
import { measures } from './measures.js';
import classes from './activity-page.module.css';

const spans = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '360', label: '6 h' },
  { value: '1440', label: '24 h' },
];

export const ActivityPage = () => {
  const [params, setParams] = useSearchParams();
  const asked = params.get('minutes');
  const minutes = spans.some(({ value }) => value === asked) ? Number(asked) : 60;
  const activity = useQuery(activityQuery(minutes));
  return (
    <div className={classes['page']}>
      <PageHeader title="Activity" below="How much the services do, how fast, and how far behind they are." />
      <SegmentedControl
        aria-label="Time to look back"
        data={spans}
        value={String(minutes)}
        onChange={(value) => setParams({ minutes: value }, { replace: true })}
      />
      <Loaded query={activity} what="figures">
        {({ data }) => (
          <div className={classes['charts']}>
            {measures.map((measure) => (
              <ChartPanel key={measure.title} measure={measure} activities={data} />
            ))}
          </div>
        )}
      </Loaded>
    </div>
  );
};
