import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type LetterAction, type ManyOutcome, matchingQuery, useActOnMany } from '../../../api/ops-dead-letters.js';
import { Dialog } from '../../../components/dialog.js';
import { toast } from '../../../components/toasts.js';
import { UnavailableNotice } from '../shared/unavailable-notice.js';
import { useLetterFilter } from './use-letter-filter.js';
import { countOf, manyWords } from './many-words.js';

interface ManyFormProps {
  readonly action: LetterAction;
  readonly onClose: () => void;
}

const ManyForm = ({ action, onClose }: ManyFormProps) => {
  const { filter } = useLetterFilter();
  const matching = useQuery(matchingQuery(action, filter));
  const act = useActOnMany(action, filter);
  const { verb, outcome, consequence } = manyWords[action];
  const matched = matching.data?.matched ?? 0;
  const tooOld = matching.data && 'tooOld' in matching.data ? matching.data.tooOld : 0;
  const error = act.error ?? matching.error;
  const finished = ({ done, remaining, refused }: ManyOutcome): void => {
    onClose();
    const refusals = refused.map(({ service, detail }) => ` ${service} refused: ${detail}`).join('');
    toast(`${countOf(done)} ${outcome}.${remaining > 0 ? ` ${remaining} more match.` : ''}${refusals}`);
  };
  return (
    <Stack>
      {matching.isPending && <Skeleton height={48} />}
      <UnavailableNotice services={matching.data?.unavailable ?? []} />
      {matching.data && (
        <p>
          <strong>{countOf(matched)}</strong> {matched === 1 ? 'matches' : 'match'}. {matched > 0 && consequence}
          {tooOld > 0 && ` ${countOf(tooOld)} beyond the redrive window stay where they are.`}
        </p>
      )}
      {error && (
        <Alert color="red" title={`The letters could not be ${outcome}`} role="alert">
          {error.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave them
        </Button>
        <Button
          {...(action === 'discard' ? { color: 'red' } : {})}
          disabled={matched === 0}
          loading={act.isPending}
          onClick={() => act.mutate(undefined, { onSuccess: finished })}
        >
          {matched === 0 ? verb : `${verb} ${countOf(matched)}`}
        </Button>
      </Group>
    </Stack>
  );
};

export const ManyDialog = ({ action, onClose }: { readonly action: LetterAction | undefined; readonly onClose: () => void }) => (
  <Dialog opened={action !== undefined} onClose={onClose} title={action ? manyWords[action].question : ''}>
    {action && <ManyForm action={action} onClose={onClose} />}
  </Dialog>
);
