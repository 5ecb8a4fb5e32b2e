import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lettersQuery } from '../../../api/ops-dead-letters.js';
import { Message } from '../../../components/message.js';
import { Pager } from '../../../components/pager.js';
import { usePageTrail } from '../../../components/use-page-trail.js';
import { Loaded } from '../shared/loaded.js';
import { LetterTable } from './letter-table.js';
import { useLetterFilter } from './use-letter-filter.js';

const NoLetters = () => {
  const { isFiltered, clear } = useLetterFilter();
  if (!isFiltered)
    return (
      <Message icon="check" title="No dead letters">
        Every service has handled everything that it was sent.
      </Message>
    );
  return (
    <Message
      icon="search"
      title="No letter matches"
      actions={
        <Button variant="default" onClick={clear}>
          Show all letters
        </Button>
      }
    >
      Try another service or reason, or less text.
    </Message>
  );
};

export const LetterList = () => {
  const { filter } = useLetterFilter();
  const trail = usePageTrail();
  const letters = useQuery({ ...lettersQuery(filter, trail.cursor), placeholderData: keepPreviousData });
  return (
    <Loaded query={letters} what="dead letters">
      {({ data, nextCursor }) => (
        <>
          {data.length === 0 ? <NoLetters /> : <LetterTable letters={data} />}
          <Pager trail={trail} nextCursor={nextCursor} />
        </>
      )}
    </Loaded>
  );
};
