import { Button, Group, Stack } from '@mantine/core';
import { useDiscard } from '../../../api/ops-dead-letters.js';
import { serviceTitle } from '../shared/words.js';
import type { LetterFormProps } from './letter-form.js';
import { LetterProblem } from './letter-problem.js';

export const DiscardForm = ({ letter, onDone, onClose }: LetterFormProps) => {
  const { mutate: discard, isPending, error } = useDiscard(letter.id);
  return (
    <Stack>
      <p>
        It is thrown away for good: <strong>{serviceTitle(letter.service)}</strong> will never handle this{' '}
        {letter.type ?? 'message'}.
      </p>
      <LetterProblem title="The letter was not discarded" error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it
        </Button>
        <Button
          color="red"
          loading={isPending}
          onClick={() => discard(undefined, { onSuccess: () => onDone('The letter was discarded.') })}
        >
          Discard
        </Button>
      </Group>
    </Stack>
  );
};
