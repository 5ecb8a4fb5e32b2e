import { Button } from '@mantine/core';
import type { DeadLetterResponse } from '@ordermill/contracts';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '../../../components/dialog.js';
import { Icon } from '../../../components/icons.js';
import { toast } from '../../../components/toasts.js';
import { DiscardForm } from './discard-form.js';
import { EditForm } from './edit-form.js';
import classes from './letter-actions.module.css';
import { RedriveForm } from './redrive-form.js';

type Choice = 'redrive' | 'edit' | 'discard';

const titles: Readonly<Record<Choice, string>> = {
  redrive: 'Redrive this letter?',
  edit: 'Edit the event and redrive it',
  discard: 'Discard this letter?',
};

const forms = { redrive: RedriveForm, edit: EditForm, discard: DiscardForm } as const;

export const LetterActions = ({ letter }: { readonly letter: DeadLetterResponse }) => {
  const [choice, setChoice] = useState<Choice>();
  const navigate = useNavigate();
  const close = (): void => setChoice(undefined);
  const finished = (text: string): void => {
    toast(text);
    void navigate('/ops/dead-letters');
  };
  const Form = choice && forms[choice];
  return (
    <div className={classes['actions']}>
      <Button variant="default" leftSection={<Icon name="trash" size={16} />} onClick={() => setChoice('discard')}>
        Discard…
      </Button>
      <Button variant="default" leftSection={<Icon name="edit" size={16} />} onClick={() => setChoice('edit')}>
        Edit…
      </Button>
      <Button leftSection={<Icon name="redo" size={16} />} onClick={() => setChoice('redrive')}>
        Redrive…
      </Button>
      <Dialog
        opened={choice !== undefined}
        onClose={close}
        title={choice ? titles[choice] : ''}
        size={choice === 'edit' ? 'lg' : 'md'}
      >
        {Form && <Form letter={letter} onDone={finished} onClose={close} />}
      </Dialog>
    </div>
  );
};
