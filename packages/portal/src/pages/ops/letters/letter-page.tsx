import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ApiProblem } from '../../../api/errors.js';
import { letterQuery } from '../../../api/ops-dead-letters.js';
import { Failure, Message } from '../../../components/message.js';
import { PageHeader } from '../../../components/page-header.js';
import { letterIdAt } from './letter-address.js';
import { LetterDetails } from './letter-details.js';

const isUnknown = (error: Error | null): boolean => error instanceof ApiProblem && (error.status === 404 || error.status === 400);

const UnknownLetter = () => (
  <>
    <PageHeader title="Letter not found" />
    <Message
      icon="search"
      title="There is no such letter"
      actions={
        <Button component={Link} to="/ops/dead-letters">
          See all dead letters
        </Button>
      }
    >
      It may have been redriven or discarded since.
    </Message>
  </>
);

const LetterSkeleton = () => (
  <div role="status" aria-label="Loading the letter">
    <PageHeader title="Dead letter" />
    <Skeleton height={360} radius={12} />
  </div>
);

export const LetterPage = () => {
  const id = letterIdAt(useParams());
  const { data, error, refetch } = useQuery(letterQuery(id));
  if (data) return <LetterDetails key={id} letter={data} />;
  if (isUnknown(error)) return <UnknownLetter />;
  return error ? <Failure what="The letter" error={error} onRetry={() => void refetch()} /> : <LetterSkeleton />;
};
