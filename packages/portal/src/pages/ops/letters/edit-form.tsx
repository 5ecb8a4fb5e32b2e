import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useRedrive } from '../../../api/ops-dead-letters.js';
import { DialogFooter } from '../../../components/dialog-footer.js';
import { serviceTitle } from '../shared/words.js';
import classes from './edit-form.module.css';
import { readEvent } from './event-text.js';
import type { LetterFormProps } from './letter-form.js';
import { isBeyondWindow, LetterProblem } from './letter-problem.js';

const help = 'With the same id it counts as the same event.';

export const EditForm = ({ letter, onDone, onClose }: LetterFormProps) => {
  const [text, setText] = useState(() => (letter.event === null ? letter.body : JSON.stringify(letter.event, null, 2)));
  const [mistake, setMistake] = useState<string>();
  const { mutate: redrive, isPending, error } = useRedrive(letter.id);
  const force = isBeyondWindow(error);
  const submit = (happened: SubmitEvent): void => {
    happened.preventDefault();
    const read = readEvent(text);
    setMistake('mistake' in read ? read.mistake : undefined);
    if ('event' in read)
      redrive(
        { body: read.event, ...(force && { force }) },
        { onSuccess: () => onDone(`The edited event was sent to ${serviceTitle(letter.service)}.`) },
      );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label="Event"
          description={help}
          classNames={{ input: classes['input'] ?? '' }}
          rows={16}
          spellCheck={false}
          value={text}
          error={mistake}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <LetterProblem title="The event was not redriven" error={error} />
        <DialogFooter>
          <span />
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              Leave it
            </Button>
            <Button type="submit" loading={isPending}>
              {force ? 'Redrive all the same' : 'Redrive edited'}
            </Button>
          </Group>
        </DialogFooter>
      </Stack>
    </form>
  );
};
