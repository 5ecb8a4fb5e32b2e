import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { timersQuery } from '../../../api/ops-status.js';
import { Message } from '../../../components/message.js';
import { PageHeader } from '../../../components/page-header.js';
import { Pager } from '../../../components/pager.js';
import { usePageTrail } from '../../../components/use-page-trail.js';
import { Loaded } from '../shared/loaded.js';
import { Part } from '../shared/part.js';
import { serviceChoices } from '../shared/words.js';
import { TimerTable } from './timer-table.js';
import { TotalsTable } from './totals-table.js';

const words = { back: 'Sooner', forward: 'Later' };

const NoTimers = () => (
  <Message icon="check" title="No timer waits">
    Nothing is set to happen later.
  </Message>
);

export const TimersPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const service = parameters.get('service') ?? '';
  const trail = usePageTrail();
  const timers = useQuery({ ...timersQuery(service, trail.cursor), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title="Timers"
        below="What services have set to happen later: it is stored, and outlives them."
        actions={
          <NativeSelect
            aria-label="Service"
            data={serviceChoices('Every service')}
            value={service}
            onChange={({ currentTarget: { value } }) => setParameters(value === '' ? {} : { service: value }, { replace: true })}
          />
        }
      />
      <Loaded query={timers} what="timers">
        {({ data, totals, nextCursor }) => (
          <>
            <Part title="Totals">
              <TotalsTable totals={totals.filter((each) => service === '' || each.service === service)} />
            </Part>
            <Part title="The next to fire">
              {data.length === 0 ? <NoTimers /> : <TimerTable timers={data} />}
              <Pager trail={trail} nextCursor={nextCursor} words={words} />
            </Part>
          </>
        )}
      </Loaded>
    </>
  );
};
