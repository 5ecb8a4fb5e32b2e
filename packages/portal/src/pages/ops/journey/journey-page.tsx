import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiProblem, isNotFound } from '../../../api/errors.js';
import { journeyQuery } from '../../../api/ops-journeys.js';
import { Message } from '../../../components/message.js';
import { PageHeader } from '../../../components/page-header.js';
import { Loaded } from '../shared/loaded.js';
import { JourneyEvents } from './journey-events.js';
import { JourneyLetters, JourneyTimers } from './journey-lists.js';
import { JourneySearch } from './journey-search.js';

const isMalformed = (error: unknown): boolean => error instanceof ApiProblem && error.status === 400;

const Journey = ({ orderId }: { readonly orderId: string }) => {
  const journey = useQuery(journeyQuery(orderId));
  if (isMalformed(journey.error))
    return (
      <Message icon="search" title="That is no order id">
        An order id has 36 characters, such as 01a1fcaa-8b52-7417-a60b-52b7150fb667.
      </Message>
    );
  if (isNotFound(journey.error))
    return (
      <Message icon="search" title="No order of this id">
        No service knows of it. An id can be copied from the page of an order, or of a dead letter.
      </Message>
    );
  return (
    <Loaded query={journey} what="journey">
      {(data) => (
        <>
          <JourneyEvents journey={data} />
          <JourneyLetters letters={data.deadLetters} />
          <JourneyTimers timers={data.timers} />
        </>
      )}
    </Loaded>
  );
};

export const JourneyPage = () => {
  const { orderId = '' } = useParams();
  return (
    <>
      <PageHeader
        title="Journey"
        below={
          orderId === '' ? 'Every event of an order, where each was delivered, and after how many tries.' : `Of order ${orderId}`
        }
      />
      <JourneySearch key={orderId} orderId={orderId} />
      {orderId === '' ? (
        <Message icon="search" title="Which order?">
          Enter its id, or come here from a dead letter.
        </Message>
      ) : (
        <Journey orderId={orderId} />
      )}
    </>
  );
};
