import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LetterAction } from '../../../api/ops-dead-letters.js';
import { Icon } from '../../../components/icons.js';
import { ManyDialog } from './many-dialog.js';
import { useLetterFilter } from './use-letter-filter.js';

/** On all that match the filter; without one, nothing can be discarded. */
export const ManyActions = () => {
  const { isFiltered } = useLetterFilter();
  const [action, setAction] = useState<LetterAction>();
  return (
    <>
      {isFiltered && (
        <Button variant="default" leftSection={<Icon name="trash" size={16} />} onClick={() => setAction('discard')}>
          Discard matching…
        </Button>
      )}
      <Button variant="default" leftSection={<Icon name="redo" size={16} />} onClick={() => setAction('redrive')}>
        {isFiltered ? 'Redrive matching…' : 'Redrive all…'}
      </Button>
      <ManyDialog action={action} onClose={() => setAction(undefined)} />
    </>
  );
};
