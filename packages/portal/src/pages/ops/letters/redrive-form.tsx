import { Button, Group, Stack } from '@mantine/core';
import { useRedrive } from '../../../api/ops-dead-letters.js';
import { serviceTitle } from '../shared/words.js';
import type { LetterFormProps } from './letter-form.js';
import { isBeyondWindow, LetterProblem } from './letter-problem.js';

export const RedriveForm = ({ letter, onDone, onClose }: LetterFormProps) => {
  const { mutate: redrive, isPending, error } = useRedrive(letter.id);
  const force = isBeyondWindow(error);
  const redriven = (): void => onDone(`The letter was sent back to ${serviceTitle(letter.service)}.`);
  return (
    <Stack>
      <p>
        It goes back to <strong>{serviceTitle(letter.service)}</strong> as if it had never failed. Should it fail again, it
        becomes a new letter.
      </p>
      <LetterProblem title="The letter was not redriven" error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it
        </Button>
        <Button loading={isPending} onClick={() => redrive({ ...(force && { force }) }, { onSuccess: redriven })}>
          {force ? 'Redrive all the same' : 'Redrive'}
        </Button>
      </Group>
    </Stack>
  );
};
